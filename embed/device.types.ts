// What a device model is to the bus: identity, features, queues, and what happens when buffers are offered. It exists so
// that the register bank (`slot.ts`) is written once and a model holds nothing but its device (virtio 1.2 §5).
import type { DeviceQueue } from './queue.ts';

export interface DevicePort {
  /** The live queue `index`; undefined before the driver made it ready and after a reset. */
  queue(index: number): DeviceQueue | undefined;
  /** Asks for a turn if the driver wants to hear of what `queue(index)` got back. */
  notifyUsed(index: number): void;
  /** Tells the driver that the configuration changed. */
  notifyConfig(): void;
  /** The features that driver and device agreed on. */
  negotiated(feature: number): boolean;
}

export interface DeviceModel {
  /** virtio 1.2 §5. */
  readonly deviceId: number;
  /** Offered feature bits by number; VERSION_1 is added for every device. */
  readonly features: readonly number[];
  /** The largest size of each queue. */
  readonly queueSizes: readonly number[];
  /** Whether news can reach the module through this device while it sleeps. */
  readonly bringsNews: boolean;
  /** The little-endian configuration space. */
  readonly config: Uint8Array;
  /** Called once, before the module runs. */
  connect(port: DevicePort): void;
  /** Queue `index` may have new buffers: handle all of them. */
  onBuffers(index: number): void;
  /** The driver has reset the device. */
  onReset(): void;
}
