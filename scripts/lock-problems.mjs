/**
 * What is wrong with a package-lock.json, as sentences. `npm ci` fails for every user of a platform whose package
 * the lock does not name, and an address in the lock binds it to one registry.
 * @param {{ packages: Record<string, any> }} lock
 * @param {Record<string, any>} manifest package.json
 * @returns {string[]}
 */
export function lockProblems(lock, manifest) {
  const packages = Object.entries(lock.packages);
  return [
    ...packages.flatMap(([at, entry]) => missingOptional(lock, at, entry)),
    ...packages
      .filter(([, entry]) => entry.resolved && !entry.link)
      .map(([at]) => `${at} names an address (resolved)`),
    ...packages
      .filter(([at, entry]) => at.includes('node_modules/') && !entry.integrity && !entry.inBundle)
      .map(([at]) => `${at} has no integrity hash`),
    ...manifestProblems(lock, manifest),
  ];
}

function missingOptional(lock, at, entry) {
  return Object.keys(entry.optionalDependencies ?? {})
    .filter((name) => !isReachable(lock, at, name))
    .map((name) => `${at || 'the project'} may need ${name} on some platform, and the lock has none`);
}

/** Looks where Node would: beside the package, then in each folder above it. */
function isReachable(lock, at, name) {
  for (let folder = at; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    if (lock.packages[`${folder}${folder ? '/' : ''}node_modules/${name}`]) return true;
    if (folder === '') return false;
  }
}

function manifestProblems(lock, manifest) {
  return ['dependencies', 'devDependencies'].flatMap((kind) => {
    const wanted = manifest[kind] ?? {};
    const locked = lock.packages['']?.[kind] ?? {};
    const loose = Object.entries(wanted).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
    const names = new Set([...Object.keys(wanted), ...Object.keys(locked)]);
    const stale = [...names].filter((name) => wanted[name] !== locked[name]);
    return [
      ...loose.map(([name, version]) => `package.json asks for ${name} ${version}, not for one version`),
      ...stale.map((name) => `package.json and the lock differ on ${name}`),
    ];
  });
}
