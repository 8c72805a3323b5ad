import { LICENCES } from '#content/licences.ts';

/** What the page is made of besides its own code, with the licence texts. */
export default function Licences() {
  return (
    <section className="licences" aria-labelledby="licences-title">
      <h3 id="licences-title">Licences</h3>
      <p>msixscope itself is under the MIT licence. In this page are also:</p>
      <ul>
        {LICENCES.map(({ name, version, licence, text }) => (
          <li key={name}>
            {text === null ? (
              <p>
                {name} {version}, {licence}
              </p>
            ) : (
              <details>
                <summary>
                  {name} {version}, {licence}
                </summary>
                <pre tabIndex={0} aria-label={`Licence of ${name}`}>
                  {text}
                </pre>
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
