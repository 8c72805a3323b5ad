import { useState } from 'react';
import { layoutOf } from '#model/layout.ts';
import type { DeviceDescription } from '#model/device.ts';
import { browserShelf } from '#state/browser-shelf.ts';
import { forgetDevice, keepDevice, ownDevices, type OwnDevice } from '#state/own-devices.ts';
import { CLASS_WORDS } from './class-words.ts';
import { CopyOn } from './copy-on.tsx';
import { placesOf } from './find-device.ts';

interface YourDevicesProps {
  onChoose: (device: DeviceDescription) => void;
}

/** The devices that were built or pasted here before, to be shown again or forgotten. */
export function YourDevices({ onChoose }: YourDevicesProps) {
  const [{ devices, unread }] = useState(() => ownDevices(browserShelf));
  return (
    <div className="modal-scroll" tabIndex={0} role="region" aria-label="Your devices">
      {devices.length === 0 ? (
        <p className="empty">None yet. A device that you build or paste is kept here, in this browser.</p>
      ) : (
        <ul className="cards">
          {devices.map((own) => (
            <OwnDeviceCard key={own.key} own={own} onChoose={onChoose} />
          ))}
        </ul>
      )}
      {unread.length > 0 && (
        <p className="message" data-severity="warning">
          <span className="message-kind">
            {unread.length === 1 ? 'One kept device' : `${unread.length} kept devices`} could not be read, and
            stay stored as they are:
          </span>{' '}
          {[...new Set(unread)].join(' ')}
        </p>
      )}
    </div>
  );
}

function OwnDeviceCard({ own, onChoose }: YourDevicesProps & { own: OwnDevice }) {
  const { key, device, kept } = own;
  const [isForgotten, setForgotten] = useState(false);
  const toggle = () => {
    if (isForgotten) keepDevice(browserShelf, device, kept);
    else forgetDevice(browserShelf, key);
    setForgotten(!isForgotten);
  };
  return (
    <li className="card">
      <button type="button" className="card-main" onClick={() => onChoose(device)}>
        <span className="card-name">
          {device.name}
          <span className="card-side mono">{device.id}</span>
        </span>
        <span className="card-places mono">{placesOf(device)}</span>
        <span className="card-note">
          {layoutOf(device)
            .classes.map((one) => CLASS_WORDS[one])
            .join(', ')}
        </span>
      </button>
      <div className="card-do" role="group" aria-label={`What to do with ${device.name}`}>
        <CopyOn device={device} />
        <button type="button" className="button button-small" onClick={toggle}>
          {isForgotten ? 'Keep it again' : 'Forget'}
        </button>
        <span className="card-note" role="status">
          {isForgotten && 'Forgotten: it is gone from this list the next time.'}
        </span>
      </div>
    </li>
  );
}
