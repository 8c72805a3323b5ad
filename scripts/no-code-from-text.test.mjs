// Nothing that comes from a file or a link may become markup or code: the ways to make it so are not used at all.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

const WAYS =
  /dangerouslySetInnerHTML|\b(?:inner|outer)HTML\b|insertAdjacentHTML|createContextualFragment|\bDOMParser\b|\bsrcdoc\b|document\.write|\beval\s*\(|\bnew Function\b|\bFunction\s*\(|javascript:|set(?:Timeout|Interval)\(\s*['"`]/i;

const sources = ['index.html', 'src', 'public'].flatMap((name) =>
  name.includes('.')
    ? [name]
    : readdirSync(path.join(root, name), { recursive: true })
        .map((file) => path.join(name, file))
        .filter((file) => /\.(?:tsx?|html|mjs|js)$/.test(file) && !/\.test\.tsx?$/.test(file)),
);

const found = (text) => text.split('\n').filter((line) => WAYS.test(line));

describe('what stands in files and links', () => {
  it('is never made into markup or code', () => {
    expect(sources.length).toBeGreaterThan(500);
    const lines = sources.flatMap((file) =>
      found(readFileSync(path.join(root, file), 'utf8')).map((line) => `${file}: ${line.trim()}`),
    );
    expect(lines).toEqual([]);
  });

  it('would be found if it were', () => {
    for (const line of [
      '<p dangerouslySetInnerHTML={{ __html: name }} />',
      'element.innerHTML = name;',
      'eval(text)',
      "const f = new Function('x', text);",
      'document.write(text)',
      '<a href="javascript:alert(1)">',
      'setTimeout("go()", 1)',
    ])
      expect(found(line), line).toHaveLength(1);
  });
});
