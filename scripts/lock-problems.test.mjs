import { describe, expect, it } from 'vitest';
import { lockProblems } from './lock-problems.mjs';

const manifest = { dependencies: { tool: '1.0.0' } };
const root = { dependencies: { tool: '1.0.0' } };
const tool = {
  integrity: 'sha512-x',
  optionalDependencies: { 'tool-linux': '1.0.0', 'tool-darwin': '1.0.0' },
};
const native = { integrity: 'sha512-x', optional: true };

describe('lockProblems', () => {
  it('finds nothing when every platform has its package, beside the tool or above it', () => {
    const packages = {
      '': root,
      'node_modules/tool': tool,
      'node_modules/tool/node_modules/tool-linux': native,
      'node_modules/tool-darwin': native,
    };
    expect(lockProblems({ packages }, manifest)).toEqual([]);
  });

  it('names the platform package that is missing', () => {
    const packages = { '': root, 'node_modules/tool': tool, 'node_modules/tool-linux': native };
    expect(lockProblems({ packages }, manifest)).toEqual([
      'node_modules/tool may need tool-darwin on some platform, and the lock has none',
    ]);
  });

  it('objects to addresses, missing hashes, version ranges and a stale lock', () => {
    const packages = { '': root, 'node_modules/tool': { resolved: 'https://registry.example/tool.tgz' } };
    expect(lockProblems({ packages }, { dependencies: { tool: '^1.0.0' } })).toEqual([
      'node_modules/tool names an address (resolved)',
      'node_modules/tool has no integrity hash',
      'package.json asks for tool ^1.0.0, not for one version',
      'package.json and the lock differ on tool',
    ]);
  });
});
