private let torch: StaticString = "torch 2.15 optim/adamw.py, sgd.py _init_group"
private let bnb: StaticString = "bitsandbytes 0.50 optim/optimizer.py init_state, get_state_buffer"
private let hf: StaticString = "transformers 5.23 optimization.py Adafactor.step"

extension Phases {
  /// What the optimizer keeps on the GPU between steps.
  func enterOptimizer<K: Account>(into account: inout K) where K.Unit == A {
    guard setup.optimizer.states != .none else { return }
    if regime.trainsBase {
      for tensor in tensors.all {
        let state = state(
          tensor.rows, tensor.columns, bytes: regime.linearBytes, vector: tensor.isVector,
          embedding: tensor.kind == .embedding || tensor.kind == .positions)
        account.enter(.optimizer, tensor.name, tensor.copies(sizes.layers) * state, source)
      }
    } else if let adapter = regime.adapter {
      for projection in adapted {
        let bytes = adapter.dtype.bytes
        let down = state(sizes.rank, sizes.input(of: projection), bytes: bytes)
        let up = state(sizes.output(of: projection), sizes.rank, bytes: bytes)
        account.enter(.optimizer, "adapters", sizes.layers * (down + up), source)
      }
    }
  }

  private var source: StaticString {
    switch setup.optimizer.states {
    case .factored: hf
    case .single, .eightBit: bnb
    default: torch
    }
  }

  /// The states of one tensor.
  private func state(
    _ rows: A, _ columns: A, bytes: Int, vector: Bool = false, embedding: Bool = false
  ) -> A {
    let elements = rows * columns
    switch setup.optimizer.states {
    case .none: return .zero
    case .alike(let count):
      // The fused kernel keeps its step count on the GPU: one more block.
      let step = setup.optimizer == .adamwTorchFused ? A.bytes(512) : .zero
      return .count(count) * (elements * .bytes(bytes)).block() + step
    case .factored:
      if vector { return (elements * .bytes(4)).block() }
      return (rows * .bytes(4)).block() + (columns * .bytes(4)).block()
    case .single(let count, let paged):
      return paged && elements.value >= 100_000 ? .zero : whole(elements, count)
    case .eightBit(let count, let paged):
      // Small tensors stay in 32 bits, and so does an nn.Embedding: transformers 5.23 trainer.py
      // registers it with GlobalOptimManager.
      if elements.value < 4096 { return whole(elements, count) }
      if embedding { return paged ? .zero : whole(elements, count) }
      let scales = (A.ceiling(elements, by: .count(256)) * .bytes(4)).block()
      if paged && elements.value >= 100_000 { return .count(count) * scales }
      return .count(count) * ((elements * .bytes(1)).block() + scales)
    }
  }

  private func whole(_ elements: A, _ count: Int) -> A {
    .count(count) * (elements * .bytes(4)).block()
  }

  /// What the step needs for a moment.
  func enterScratch<K: Account>(into account: inout K) where K.Unit == A {
    switch setup.optimizer.scratch {
    case .none: break
    case .everyParameter:
      let source: StaticString = "torch 2.15 optim/adamw.py _multi_tensor_adamw exp_avg_sq_sqrt"
      if regime.trainsBase {
        for tensor in tensors.all {
          account.enter(
            .temporaries, tensor.name, tensor.copies(sizes.layers) * stored(tensor).block(), source)
        }
      } else {
        account.enter(.temporaries, "adapters", sizes.layers * adapterBytes, source)
      }
    case .largest(let copies):
      let source: StaticString = "torch 2.15 optim/adamw.py _single_tensor_adamw denom"
      enterLargest(copies: copies, bytes: trainedBytes, stale: 1, source, into: &account)
    case .adafactor:
      // Gradient and parameter in fp32, where they are not; the square and its sum with eps.
      enterLargest(copies: trainedBytes == 4 ? 2 : 4, bytes: 4, stale: 1, hf, into: &account)
    }
  }

  private var trainedBytes: Int { regime.adapter?.dtype.bytes ?? regime.linearBytes }

  /// Copies of the largest tensor, and what the one before it has left in a variable.
  private func enterLargest<K: Account>(
    copies: Int, bytes: Int, stale: Int, _ source: StaticString, into account: inout K
  ) where K.Unit == A {
    if regime.trainsBase {
      let head = (sizes.vocab * sizes.hidden * .bytes(bytes)).block()
      account.enter(.temporaries, "largest parameter", .count(copies) * head, source)
      if !tied {
        let down = (sizes.intermediate * sizes.hidden * .bytes(bytes)).block()
        account.enter(.temporaries, "the parameter before it", down, source)
      }
    } else {
      let widest = A.larger(sizes.intermediate, A.larger(sizes.hidden, sizes.queries))
      account.enter(
        .temporaries, "largest adapter",
        .count(copies) * (sizes.rank * widest * .bytes(bytes)).block(), source)
    }
  }
}
