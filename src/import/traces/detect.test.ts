import { expect, it } from 'vitest';
import { detectProducer } from './detect.ts';

const found = (text: string) => detectProducer(new TextEncoder().encode(text), true);

it('a QEMU log that has nothing but changes of Message Control is one', () => {
  expect(found('2703866@1788926783.173273:msix_write_config dev nvme enabled 1 masked 1\n')).toMatchObject({
    producer: 'qemu',
  });
  expect(found('msix_write_config is an event of QEMU\n')).toMatchObject({ producer: null });
});
