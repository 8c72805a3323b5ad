import type { Step } from '#model/access.ts';
import { HIGHEST_NATURAL } from '../step-kinds.ts';
import { distanceIn } from './read-device.ts';
import { hasWord, numberIn, tokensOf, type Complaints } from './reader.ts';
import type { Statement } from './statements.ts';

/** What happens besides the guest's accesses; null with a complaint, also for a kind that is not known here. */
export function readEvent(statement: Statement, complaints: Complaints): Step | null {
  const natural = (n: number) =>
    numberIn(statement, tokensOf(statement, 'Number')[n]!, 0, HIGHEST_NATURAL, complaints);
  switch (statement.name) {
    case 'Decode':
      return { op: 'decode', on: hasWord(statement, 'on') };
    case 'Prepare':
    case 'Release':
      return { op: 'prepare', done: statement.name === 'Prepare' };
    case 'DmSlot':
      return { op: 'dm-slot', broken: hasWord(statement, 'broken') };
    case 'Serve':
      return { op: 'serve' };
    case 'Complete':
      return { op: 'complete' };
    case 'MoveBar': {
      const to = distanceIn(statement, complaints);
      return to === null ? null : { op: 'move-bar', to };
    }
    case 'Raise':
    case 'DmUnbind': {
      const entry = natural(0);
      return entry === null ? null : { op: statement.name === 'Raise' ? 'raise' : 'dm-unbind', entry };
    }
    case 'HostMask': {
      const entry = natural(0);
      return entry === null ? null : { op: 'host-mask', entry, masked: hasWord(statement, 'mask') };
    }
    case 'DmBind': {
      const [entry, vector, flags] = [natural(0), natural(1), natural(2)];
      const gtable = distanceIn(statement, complaints);
      if (entry === null || vector === null || flags === null || gtable === null) return null;
      return { op: 'dm-bind', entry, gtable, vector, flags };
    }
    default:
      complaints.at(
        statement,
        statement,
        `This version does not know steps of the kind “${statement.name}”.`,
      );
      return null;
  }
}
