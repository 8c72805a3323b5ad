/** What every command of the command line is: arguments in, text and exit code out. Files are read by the caller. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { failure, success, type Result } from '#model/base/result.ts';
import { didYouMean } from '#model/base/nearest.ts';

/** 0: done, nothing wrong; 1: a difference, or a check that failed; 2: the input or the command line is not usable. */
export type ExitCode = 0 | 1 | 2;

export interface CommandResult {
  readonly exitCode: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** A file's text (`-`: standard input), unpacked when it is gzip; or a sentence about why there is none. */
export type ReadText = (file: string) => Result<string>;

export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `--help` prints, without the line's end. */
  readonly help: string;
  readonly run: (args: readonly string[], read: ReadText) => CommandResult;
}

export const done = (stdout: string, exitCode: ExitCode = 0): CommandResult => ({
  exitCode,
  stdout,
  stderr: '',
});

export const refused = (message: string): CommandResult => ({
  exitCode: 2,
  stdout: '',
  stderr: `${message}\n`,
});

export const lines = (items: readonly string[]): string => items.map((item) => `${item}\n`).join('');

export const printedJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

type Options = NonNullable<ParseArgsConfig['options']>;

export interface Arguments {
  readonly positionals: readonly string[];
  readonly flag: (name: string) => boolean;
  /** Values of a repeatable option, in order. */
  readonly values: (name: string) => readonly string[];
}

/** Reads `args`; the error names what is not known and the nearest option that is. Every command has --help. */
export function argumentsOf(args: readonly string[], options: Options): Result<Arguments> {
  const all: Options = { ...options, help: { type: 'boolean', short: 'h' } };
  const { tokens } = parseArgs({
    args: [...args],
    options: all,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const positionals: string[] = [];
  const given = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const option = all[token.name];
    if (option === undefined) {
      const known = Object.keys(all).map((name) => `--${name}`);
      return failure(`Unknown option ${token.rawName}. ${didYouMean(token.rawName, known)}`);
    }
    const { value } = token;
    if (option.type === 'string' && (value === undefined || value === ''))
      return failure(`Option ${token.rawName} needs a value.`);
    if (option.type === 'boolean' && value !== undefined)
      return failure(`Option ${token.rawName} takes no value, and "${value}" was given.`);
    given.set(token.name, [...(given.get(token.name) ?? []), value ?? '']);
  }
  return success({
    positionals,
    flag: (name: string) => given.has(name),
    values: (name: string) => given.get(name) ?? [],
  });
}
