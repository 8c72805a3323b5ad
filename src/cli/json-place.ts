/** Where JSON goes wrong: JSON.parse says so differently in each version of Node, and often without a place. */

/** Line and column from 1, columns in characters; and what is wrong there, as a clause. */
export interface JsonProblem {
  readonly line: number;
  readonly column: number;
  readonly what: string;
}

/** Deeper nesting than any scenario has, and well within the stack. */
const DEEPEST = 200;

class Stop extends Error {}

/** Reads over JSON without building anything; stops at the first place that is not JSON. */
class Scanner {
  at = 0;
  what = '';
  private depth = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  whole(): void {
    this.space();
    this.value();
    this.space();
    if (this.at < this.text.length) this.stop(`${this.found()} after the end of the value`);
  }

  private stop(what: string): never {
    this.what = what;
    throw new Stop();
  }

  private found(): string {
    const char = this.text[this.at];
    return char === undefined ? 'the text ends' : `${JSON.stringify(char)} stands`;
  }

  private space(): void {
    while (this.at < this.text.length && ' \t\r\n'.includes(this.text[this.at]!)) this.at++;
  }

  private value(): void {
    const char = this.text[this.at];
    if (char === '{') this.list('}', () => this.member());
    else if (char === '[') this.list(']', () => this.value());
    else if (char === '"') this.string();
    else this.plain();
  }

  private member(): void {
    if (this.text[this.at] !== '"') this.stop(`${this.found()} where a name in double quotes is expected`);
    this.string();
    this.space();
    if (this.text[this.at] !== ':') this.stop(`${this.found()} where ":" is expected`);
    this.at++;
    this.space();
    this.value();
  }

  private list(close: string, item: () => void): void {
    if (++this.depth > DEEPEST) this.stop(`brackets are nested more than ${DEEPEST} deep`);
    this.at++;
    this.space();
    if (this.text[this.at] !== close)
      for (;;) {
        item();
        this.space();
        if (this.text[this.at] === close) break;
        if (this.text[this.at] !== ',') this.stop(`${this.found()} where "," or "${close}" is expected`);
        this.at++;
        this.space();
      }
    this.at++;
    this.depth--;
  }

  private string(): void {
    const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y;
    string.lastIndex = this.at;
    this.at += string.exec(this.text)?.[0].length ?? 0;
    if (this.text[this.at] !== '"') this.stop(`${this.found()} where a string has to go on or end`);
    this.at++;
  }

  private plain(): void {
    const word = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
    word.lastIndex = this.at;
    const length = word.exec(this.text)?.[0].length ?? 0;
    if (length === 0) this.stop(`${this.found()} where a value is expected`);
    this.at += length;
  }
}

/** The first place at which `text` is not JSON, or null when all of it is. */
export function jsonProblem(text: string): JsonProblem | null {
  const scanner = new Scanner(text);
  try {
    scanner.whole();
    return null;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    const before = text.slice(0, scanner.at);
    const line = before.split('\n').length;
    return { line, column: scanner.at - before.lastIndexOf('\n'), what: scanner.what };
  }
}
