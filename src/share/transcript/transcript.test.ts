import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { designById } from '#model/designs/catalogue.ts';
import { hopSentence } from '#model/narrate.ts';
import { Run } from '#model/run.ts';
import { anyDocument, CATALOGUE } from '../testing/arbitraries.ts';
import { parseScenario } from '../text/parse.ts';
import { transcriptMarkdown, transcriptOf, transcriptText } from './transcript.ts';

const schemaFile = new URL('../../../docs/transcript.schema.json', import.meta.url);
const isValid = new Ajv().compile(JSON.parse(readFileSync(schemaFile, 'utf8')) as object);

const runOf = ({ scenario, designs }: { scenario: Run['scenario']; designs: readonly string[] }): Run => {
  const design = designById(designs[0]!);
  if (!design.ok) throw new Error(design.error);
  return new Run(scenario, design.value);
};
const short = parseScenario('device 8086:2725\nname Two *steps*\nenable\nR4 +0x0', CATALOGUE).document!;

describe('a transcript', () => {
  it('is what the published schema says, for any run', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const transcript = transcriptOf(runOf(document));
        expect(isValid(JSON.parse(JSON.stringify(transcript))), JSON.stringify(isValid.errors)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('has the sentences of captions, numbered', () => {
    const run = runOf(short);
    const [, second] = transcriptOf(run).steps;
    expect(second).toMatchObject({ number: 2, title: 'R4 +0x0', outcome: 'direct', values: ['0x0'] });
    expect(second!.sentences.map(({ sentence }) => sentence)).toEqual(
      run.routeAt(1).hops.map((hop) => hopSentence(hop, run.layout, run.design)),
    );
    expect(second!.sentences[0]!.number).toBe('2.1');
    expect(transcriptOf(run, 1, 2).steps).toEqual([second]);
  });

  it('reads as text and as Markdown, where nothing of a name is markup', () => {
    const transcript = transcriptOf(runOf(short));
    expect(transcriptText(transcript)).toContain('2. R4 +0x0\n   2.1 The guest reads 4 bytes');
    const markdown = transcriptMarkdown(transcript);
    expect(markdown).toContain('# Two \\*steps\\*\n');
    expect(markdown).toContain('## 2. `R4 +0x0`');
    expect(markdown).toMatch(/\(\[`\w+`, xen\/[^\]]+\]\(<https:\/\/xenbits\.xen\.org\//);
  });
});
