//! The wasmtime engine: which proposals run, how much stack and memory there is, and the pool that instances come from.

use wasmtime::{Collector, Config, Engine, InstanceAllocationStrategy, OptLevel, PoolingAllocationConfig};

/// Wasm stack of an instance. Ten thousand ordinary frames must fit; an ordinary frame takes 100 to 500 bytes.
pub const WASM_STACK_BYTES: usize = 64 << 20;
/// Native stack of the thread that runs an instance: the wasm stack and what the host itself needs on top.
pub const THREAD_STACK_BYTES: usize = WASM_STACK_BYTES + (2 << 20);
/// Frames in a backtrace.
pub const BACKTRACE_FRAMES_MAX: usize = 100;
/// Elements of a table: functions that can be called indirectly.
pub const TABLE_ELEMENTS_MAX: usize = 1 << 20;
const MEMORY_BYTES_MAX: usize = 4 << 30;

/// An engine whose pool holds `instances` at the same time.
pub fn engine(instances: u32) -> wasmtime::Result<Engine> {
    let mut config = Config::new();
    config
        .wasm_exceptions(true)
        .wasm_tail_call(true)
        .wasm_simd(true)
        .wasm_relaxed_simd(false)
        .wasm_bulk_memory(true)
        .wasm_multi_value(true)
        .wasm_reference_types(true)
        .wasm_extended_const(true)
        .wasm_function_references(false)
        .wasm_gc(false)
        .wasm_multi_memory(false)
        .wasm_memory64(false)
        .gc_support(true)
        .collector(Collector::Auto)
        .cranelift_opt_level(OptLevel::Speed)
        .epoch_interruption(true)
        .max_wasm_stack(WASM_STACK_BYTES)
        .async_stack_size(THREAD_STACK_BYTES)
        .wasm_backtrace_max_frames(std::num::NonZeroUsize::new(BACKTRACE_FRAMES_MAX))
        .memory_may_move(false)
        .gc_heap_may_move(false)
        .allocation_strategy(InstanceAllocationStrategy::Pooling(pool(instances)));
    Engine::new(&config)
}

/// Exceptions live in a small heap of the engine's own, which takes a memory of the pool as well.
fn pool(instances: u32) -> PoolingAllocationConfig {
    let mut pool = PoolingAllocationConfig::new();
    pool.total_core_instances(instances)
        .total_memories(2 * instances)
        .total_tables(instances)
        .total_gc_heaps(instances)
        .max_memories_per_module(1)
        .max_tables_per_module(1)
        .table_elements(TABLE_ELEMENTS_MAX)
        .max_core_instance_size(1 << 20)
        .max_memory_size(MEMORY_BYTES_MAX)
        .max_unused_warm_slots(instances);
    pool
}
