import type { Cell } from '#model/explore/matrix.ts';
import { lastStep } from './last-step.ts';

/** Why the last step of a counterexample is the moment of failure, a line each: what breaks, and who then holds what. */
export function failureReason({ property, setting, steps, design }: Cell): string[] {
  const name = property.id === property.name ? property.name : `${property.id}: ${property.name}`;
  return [
    `Here it fails. ${name}.`,
    `${property.sentence} Not so under ${design.title} in “${setting.id}”.`,
    ...lastStep(setting, steps, design).witness,
  ];
}
