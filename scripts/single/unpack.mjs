// The only script of the single file that stands in it as it is: it unpacks the app and lets the browser run it.
// The browser runs nothing else: the Content-Security-Policy holds the hash of this text and of the unpacked one.
import { decompress } from 'fzstd';

const packed = document.getElementById('packed');
const bytes = Uint8Array.from(atob(packed.textContent), (letter) => letter.charCodeAt(0));
packed.remove();
const script = document.createElement('script');
script.id = 'msixscope';
script.textContent = new TextDecoder().decode(decompress(bytes));
document.body.append(script);
