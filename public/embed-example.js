// The page around an embedded msixscope: sends it messages and shows what it says. See docs/embed.md.
const frame = document.getElementById('frame');
const says = document.getElementById('now');
let now = null;
let id = 0;

const ask = (message) => frame.contentWindow.postMessage({ msixscope: 1, id: ++id, ...message }, '*');

addEventListener('message', ({ source, data }) => {
  if (source !== frame.contentWindow || data?.msixscope !== 1) return;
  if (data.answer && !data.answer.ok) {
    says.textContent = data.answer.error;
    return;
  }
  now = data.answer ? data.answer.now : data.now;
  says.textContent = `Step ${now.step} of ${now.steps}, hop ${now.hop} of ${now.hops}, under ${now.design}. ${now.sentence}`;
});

const on = (button, act) => document.getElementById(button).addEventListener('click', act);
on('back', () => ask({ do: 'go', step: Math.max(0, now.step - 1) }));
on('forward', () => ask({ do: 'go', step: Math.min(now.steps, now.step + 1) }));
on('older', () => ask({ do: 'design', design: 'xen-4.18--qemu-devmem' }));
on('newer', () => ask({ do: 'design', design: 'xen-4.19--qemu-latch' }));
on('load', () => ask({ do: 'load', text: document.getElementById('text').value }));
