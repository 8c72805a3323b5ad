import { expect, it } from 'vitest';
import { auditFindings } from './audit.mjs';

it('tells each package with a known hole, and through which it comes', () => {
  const report = {
    vulnerabilities: {
      a: { name: 'a', severity: 'high', range: '<2.0.0', via: [{ title: 'Reads too much' }] },
      b: { name: 'b', severity: 'high', range: '*', via: ['a'] },
    },
  };
  expect(auditFindings(JSON.stringify(report))).toEqual({
    answered: true,
    found: ['a <2.0.0: high: Reads too much', 'b *: high: through a'],
  });
});

it('takes an empty list for an answer, and an error, a page or nothing for none', () => {
  expect(auditFindings('{"vulnerabilities":{}}')).toEqual({ answered: true, found: [] });
  for (const text of ['{"message":"405 Method Not Allowed","error":{}}', '<html>', '', 'null'])
    expect(auditFindings(text)).toEqual({ answered: false, found: [] });
});
