// The Richards benchmark (Martin Richards, 1981): the kernel of an operating system that runs six tasks of four kinds,
// written anew in TypeScript. With 1,000 rounds of the idle task, 2,322 packets are queued and 928 tasks held.
import { measure } from '../measure.ts';

const IDLE_ROUNDS = 1000;
const PACKET_BYTES = 4;
const QUEUED = 2322;
const HELD = 928;

enum TaskId {
  Idle,
  Worker,
  HandlerA,
  HandlerB,
  DeviceA,
  DeviceB,
}

type PacketKind = 'device' | 'work';

class Packet {
  datum = 0;
  readonly data: number[] = Array.from({ length: PACKET_BYTES }, () => 0);

  constructor(
    public link: Packet | null,
    public task: TaskId,
    readonly kind: PacketKind,
  ) {}

  /** Puts this packet at the end of a queue, and gives the queue's first one. */
  appendTo(queue: Packet | null): Packet {
    this.link = null;
    if (queue === null) return this;
    let last = queue;
    while (last.link !== null) last = last.link;
    last.link = this;
    return queue;
  }
}

/** What a task does when it is scheduled; the task that is to run next, or null. */
interface Work {
  run(packet: Packet | null): Task | null;
}

class Task {
  waiting = false;
  held = false;
  packetReady: boolean;

  constructor(
    readonly next: Task | null,
    readonly id: TaskId,
    readonly priority: number,
    public queue: Packet | null,
    readonly work: Work,
  ) {
    this.packetReady = queue !== null;
    this.waiting = !(work instanceof IdleWork);
  }

  get cannotRun(): boolean {
    return this.held || (this.waiting && !this.packetReady);
  }

  run(): Task | null {
    let packet: Packet | null = null;
    if (this.waiting && this.packetReady) {
      packet = this.queue!;
      this.queue = packet.link;
      this.waiting = false;
      this.packetReady = this.queue !== null;
    }
    return this.work.run(packet);
  }

  /** Takes a packet; the task that should run now. */
  accept(task: Task, packet: Packet): Task {
    if (this.queue === null) {
      this.queue = packet;
      this.packetReady = true;
      if (this.priority > task.priority) return this;
    } else {
      this.queue = packet.appendTo(this.queue);
    }
    return task;
  }
}

class Scheduler {
  queued = 0;
  heldCount = 0;
  private readonly tasks: (Task | undefined)[] = [];
  private list: Task | null = null;
  private current: Task | null = null;

  add(id: TaskId, priority: number, queue: Packet | null, work: Work): void {
    this.list = new Task(this.list, id, priority, queue, work);
    this.tasks[id] = this.list;
  }

  run(): void {
    this.current = this.list;
    while (this.current !== null) {
      this.current = this.current.cannotRun ? this.current.next : this.current.run();
    }
  }

  get currentId(): TaskId {
    return this.current!.id;
  }

  wait(): Task {
    this.current!.waiting = true;
    return this.current!;
  }

  hold(): Task | null {
    this.heldCount++;
    this.current!.held = true;
    return this.current!.next;
  }

  release(id: TaskId): Task | null {
    const task = this.tasks[id];
    if (task === undefined) return null;
    task.held = false;
    return task.priority > this.current!.priority ? task : this.current;
  }

  send(packet: Packet): Task | null {
    const task = this.tasks[packet.task];
    if (task === undefined) return null;
    this.queued++;
    packet.link = null;
    packet.task = this.currentId;
    return task.accept(this.current!, packet);
  }
}

class IdleWork implements Work {
  private control = 1;

  constructor(
    private readonly scheduler: Scheduler,
    private rounds: number,
  ) {}

  run(): Task | null {
    this.rounds--;
    if (this.rounds === 0) return this.scheduler.hold();
    if ((this.control & 1) === 0) {
      this.control >>= 1;
      return this.scheduler.release(TaskId.DeviceA);
    }
    this.control = (this.control >> 1) ^ 0xd008;
    return this.scheduler.release(TaskId.DeviceB);
  }
}

class DeviceWork implements Work {
  private pending: Packet | null = null;

  constructor(private readonly scheduler: Scheduler) {}

  run(packet: Packet | null): Task | null {
    if (packet !== null) {
      this.pending = packet;
      return this.scheduler.hold();
    }
    if (this.pending === null) return this.scheduler.wait();
    const done = this.pending;
    this.pending = null;
    return this.scheduler.send(done);
  }
}

class WorkerWork implements Work {
  private destination: TaskId = TaskId.HandlerA;
  private letter = 0;

  constructor(private readonly scheduler: Scheduler) {}

  run(packet: Packet | null): Task | null {
    if (packet === null) return this.scheduler.wait();
    this.destination = this.destination === TaskId.HandlerA ? TaskId.HandlerB : TaskId.HandlerA;
    packet.task = this.destination;
    packet.datum = 0;
    for (let i = 0; i < PACKET_BYTES; i++) {
      this.letter = (this.letter % 26) + 1;
      packet.data[i] = this.letter;
    }
    return this.scheduler.send(packet);
  }
}

class HandlerWork implements Work {
  private work: Packet | null = null;
  private devices: Packet | null = null;

  constructor(private readonly scheduler: Scheduler) {}

  run(packet: Packet | null): Task | null {
    if (packet !== null) {
      if (packet.kind === 'work') this.work = packet.appendTo(this.work);
      else this.devices = packet.appendTo(this.devices);
    }
    const work = this.work;
    if (work === null) return this.scheduler.wait();
    if (work.datum >= PACKET_BYTES) {
      this.work = work.link;
      return this.scheduler.send(work);
    }
    const device = this.devices;
    if (device === null) return this.scheduler.wait();
    this.devices = device.link;
    device.datum = work.data[work.datum]!;
    work.datum++;
    return this.scheduler.send(device);
  }
}

function packets(count: number, task: TaskId, kind: PacketKind): Packet | null {
  let queue: Packet | null = null;
  for (let i = 0; i < count; i++) queue = new Packet(queue, task, kind);
  return queue;
}

function simulate(): Scheduler {
  const scheduler = new Scheduler();
  scheduler.add(TaskId.Idle, 0, null, new IdleWork(scheduler, IDLE_ROUNDS));
  scheduler.add(TaskId.Worker, 1000, packets(2, TaskId.Worker, 'work'), new WorkerWork(scheduler));
  scheduler.add(TaskId.HandlerA, 2000, packets(3, TaskId.DeviceA, 'device'), new HandlerWork(scheduler));
  scheduler.add(TaskId.HandlerB, 3000, packets(3, TaskId.DeviceB, 'device'), new HandlerWork(scheduler));
  scheduler.add(TaskId.DeviceA, 4000, null, new DeviceWork(scheduler));
  scheduler.add(TaskId.DeviceB, 5000, null, new DeviceWork(scheduler));
  scheduler.run();
  return scheduler;
}

measure(() => {
  let right = 0;
  for (let round = 0; round < 200; round++) {
    const { queued, heldCount } = simulate();
    if (queued === QUEUED && heldCount === HELD) right++;
  }
  return right;
}, 200);
