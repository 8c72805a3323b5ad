import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATALOGUE as SHIPPED } from '#content/catalogue.ts';
import { SCENARIOS } from '#content/scenarios.ts';
import { DESIGNS, designById } from '#model/designs/catalogue.ts';
import { layoutOf } from '#model/layout.ts';
import { hopSentence } from '#model/narrate.ts';
import { Run } from '#model/run.ts';
import { anyDocument, CATALOGUE } from '../testing/arbitraries.ts';
import { parseScenario } from '../text/parse.ts';
import { transcriptMarkdown, transcriptOf, transcriptPieces, transcriptText } from './transcript.ts';
import { TRANSCRIPT_FORMATS } from './write.ts';

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

  it('is mailable as text, for every ready scenario under every design and for any run', () => {
    const check = (run: Run) => {
      const eaten = transcriptText(transcriptOf(run))
        .split('\n')
        .filter(
          (line) => !/^[\x20-\x7e]{0,72}$/.test(line) || /^(>|From |--|diff|Index: |\.$)|\s$/.test(line),
        );
      expect(eaten).toEqual([]);
    };
    for (const { deviceId, on } of SCENARIOS) {
      const device = SHIPPED.find(({ id }) => id === deviceId)!;
      for (const design of DESIGNS) check(new Run(on(layoutOf(device)), design));
    }
    fc.assert(
      fc.property(anyDocument, (document) => check(runOf(document))),
      { numRuns: 60 },
    );
  });

  it('is the same in pieces, made while the run is used for something else', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const run = runOf(document);
        const transcript = transcriptOf(run);
        const whole = {
          text: transcriptText(transcript),
          markdown: transcriptMarkdown(transcript),
          json: `${JSON.stringify(transcript, null, 2)}\n`,
        };
        for (const format of TRANSCRIPT_FORMATS) {
          let text = '';
          for (const piece of transcriptPieces(run, format)) {
            text += piece;
            run.stateAt(run.length);
          }
          expect(text).toBe(whole[format]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('has the routes that the run has at each step', () => {
    const run = runOf(short);
    expect([...run.routes()]).toEqual(run.scenario.steps.map((_, n) => run.routeAt(n)));
    expect([...run.routes(1, 2)]).toEqual([run.routeAt(1)]);
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
