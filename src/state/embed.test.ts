import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FEATURED } from '#content/devices/featured.ts';
import { readRequest, type EmbedAnswer, type EmbedRequest } from '#share/embed/messages.ts';
import { answerTo } from './embed.ts';
import { createWorkbench } from './workbench.ts';

const TEXT = `msixscope 1
name Two accesses
device 8086:2725
design xen-4.18--qemu-devmem
W4 +0x2804 = 0x8000003f
R4 +0x2804
`;

const opened = () => createWorkbench(FEATURED[0]!.description);
const asked = (bench: ReturnType<typeof opened>, message: object): EmbedAnswer => {
  const read = readRequest({ msixscope: 1, ...message });
  if (!read?.ok) throw new Error('no request');
  return answerTo(bench, read.value);
};
const nowOf = (answer: EmbedAnswer) => {
  if (!answer.ok) throw new Error(answer.error);
  return answer.now;
};

describe('an embedded workbench', () => {
  it('loads a text, goes to a step under a design, and says what happens there', () => {
    const bench = opened();
    expect(nowOf(asked(bench, { do: 'load', text: TEXT }))).toMatchObject({
      scenario: 'Two accesses',
      design: 'xen-4.18--qemu-devmem',
      step: 0,
      steps: 2,
    });
    const lost = nowOf(asked(bench, { do: 'go', step: 1 }));
    expect(lost).toMatchObject({ step: 1, outcome: 'lost', access: 'W4 +0x2804 = 0x8000003f' });
    expect(lost.hop).toBe(lost.hops);
    expect(lost.sentence).toMatch(/never reaches the device/);
    expect(nowOf(asked(bench, { do: 'design', design: 'xen-4.19--qemu-latch' })).design).toMatch(/4\.19/);
    expect(nowOf(asked(bench, { do: 'go', step: 2, hop: 1 }))).toMatchObject({ step: 2, hop: 1 });
    expect(nowOf(asked(bench, { do: 'go', step: 0 })).step).toBe(0);
  });

  it('opens again at the same moment by the link it tells', () => {
    const bench = opened();
    asked(bench, { do: 'load', text: TEXT });
    const there = nowOf(asked(bench, { do: 'go', step: 2 }));
    const again = nowOf(asked(opened(), { do: 'load', text: there.link! }));
    expect({ ...again, link: null }).toEqual({ ...there, link: null });
  });

  it('refuses in a sentence what is not there, and stays as it was', () => {
    const bench = opened();
    const before = nowOf(asked(bench, { do: 'read' }));
    for (const message of [
      { do: 'load', text: 'W4 nowhere' },
      { do: 'go', step: 9999 },
      { do: 'design', design: 'xen-5' },
    ]) {
      const answer = asked(bench, message);
      expect(answer.ok ? '' : answer.error).toMatch(/\w+.*\./s);
    }
    expect(nowOf(asked(bench, { do: 'read' }))).toEqual(before);
  });
});

describe('a message', () => {
  it('that is none of ours is nobody\u2019s business', () => {
    for (const message of [null, 7, 'load', {}, { do: 'load', text: '' }])
      expect(readRequest(message)).toBeNull();
  });

  it('of another version, or that cannot be read, gets a sentence', () => {
    const why = (message: unknown) => {
      const read = readRequest(message);
      return read === null || read.ok ? '' : read.error;
    };
    expect(why({ msixscope: 2, do: 'read' })).toMatch(/version 2, and this page reads version 1/);
    expect(why({ msixscope: 1, do: 'dance' })).toMatch(/load, go, design, play, pause or read/);
    expect(why({ msixscope: 1, do: 'go', step: -1 })).toMatch(/“step”/);
  });

  it('never makes reading or answering throw', () => {
    const bench = opened();
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.record({
            msixscope: fc.constant(1),
            do: fc.constantFrom('load', 'go', 'design', 'play', 'pause', 'read'),
            text: fc.oneof(fc.string(), fc.anything()),
            step: fc.oneof(fc.double(), fc.anything()),
            hop: fc.oneof(fc.integer(), fc.anything()),
            design: fc.oneof(fc.string(), fc.anything()),
          }),
        ),
        (message) => {
          const read = readRequest(message);
          if (read?.ok) answerTo(bench, read.value satisfies EmbedRequest);
        },
      ),
      { numRuns: 500 },
    );
  });
});
