/** Where JSON goes wrong: JSON.parse says so differently in each version of Node, and often without a place. */

/** Line and column from 1, columns in characters. */
export interface JsonPlace {
  readonly line: number;
  readonly column: number;
}

/** A place and what is wrong there, as a clause. */
export interface JsonProblem extends JsonPlace {
  readonly what: string;
}

/** Deeper nesting than any scenario has, and well within the stack. */
const DEEPEST = 200;

/** Signs within a string that stand for themselves, and one that does not. */
const PLAIN = /[^"\\\u0000-\u001f]+/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** What a word or an escape leaves at the end of a text that was cut within it. */
const CUT_SHORT = /^(?:t(?:ru?)?|f(?:a(?:ls?)?)?|n(?:ul?)?|-|\\(?:u[0-9a-fA-F]{0,3})?)$/;

class Stop extends Error {}

/** Reads over JSON without building anything; stops at the first place that is not JSON. */
class Scanner {
  at = 0;
  what = '';
  /** Where the value at the wanted path begins, or the innermost value around it that is there. */
  nearest = 0;
  private reached = -1;
  private readonly path: (string | number)[] = [];
  private depth = 0;
  private readonly text: string;
  private readonly wanted: readonly (string | number)[];

  constructor(text: string, wanted: readonly (string | number)[] = []) {
    this.text = text;
    this.wanted = wanted;
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
    if (CUT_SHORT.test(this.text.slice(this.at, this.at + 6))) this.at = this.text.length;
    const char = this.text[this.at];
    return char === undefined ? 'the text ends' : `${JSON.stringify(char)} stands`;
  }

  private space(): void {
    while (this.at < this.text.length && ' \t\r\n'.includes(this.text[this.at]!)) this.at++;
  }

  private value(): void {
    const { path, wanted } = this;
    if (path.length > this.reached && path.every((step, i) => step === wanted[i])) {
      this.reached = path.length;
      this.nearest = this.at;
    }
    const char = this.text[this.at];
    if (char === '{') this.list('}', () => this.member());
    else if (char === '[') this.list(']', (index) => this.within(index));
    else if (char === '"') this.string();
    else this.plain();
  }

  private member(): void {
    if (this.text[this.at] !== '"') this.stop(`${this.found()} where a name in double quotes is expected`);
    const from = this.at;
    this.string();
    const name = JSON.parse(this.text.slice(from, this.at)) as string;
    this.space();
    if (this.text[this.at] !== ':') this.stop(`${this.found()} where ":" is expected`);
    this.at++;
    this.space();
    this.within(name);
  }

  private within(step: string | number): void {
    this.path.push(step);
    this.value();
    this.path.pop();
  }

  private list(close: string, item: (index: number) => void): void {
    if (++this.depth > DEEPEST) this.stop(`brackets are nested more than ${DEEPEST} deep`);
    this.at++;
    this.space();
    if (this.text[this.at] !== close)
      for (let index = 0; ; index++) {
        item(index);
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
    // Stretch by stretch: one expression for all of a long string would use up the stack.
    if (this.text[this.at] === '"') this.at++;
    while (this.skip(PLAIN) || this.skip(ESCAPE));
    if (this.text[this.at] !== '"') this.stop(`${this.found()} where a string has to go on or end`);
    this.at++;
  }

  /** Goes behind what `pattern` finds here; false when that is nothing. */
  private skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const isThere = pattern.test(this.text);
    if (isThere) this.at = pattern.lastIndex;
    return isThere;
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
    return { ...placeAt(text, scanner.at), what: scanner.what };
  }
}

/** Where in `text`, which is JSON, the value at `path` stands; where it is missing, the innermost value around it. */
export function jsonPlace(text: string, path: readonly (string | number)[]): JsonPlace {
  const scanner = new Scanner(text, path);
  scanner.whole();
  return placeAt(text, scanner.nearest);
}

function placeAt(text: string, at: number): JsonPlace {
  const before = text.slice(0, at);
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') };
}
