private let torch: StaticString = "torch 2.15 optim/adamw.py, sgd.py _init_group"
private let bnb: StaticString = "bitsandbytes 0.50 optim/optimizer.py init_state, get_state_buffer"
private let hf: StaticString = "transformers 5.23 optimization.py Adafactor.step"

extension Phases {
  /// What the optimizer keeps on the GPU between steps.
  func enterOptimizer<K: Account>(into account: inout K) where K.Unit == A {
    guard setup.optimizer.states != .none else { return }
    for group in groups where !group.isIdle {
      enterStates(of: group, into: &account)
    }
    for tensor in saved {
      account.enter(.optimizer, tensor.name, state(of: tensor, bytes: regime.otherBytes), source)
    }
  }

  private func enterStates<K: Account>(of group: Group<A>, into account: inout K)
  where K.Unit == A {
    guard let adapter = regime.adapter else {
      for tensor in group.tensors where !tensor.isFrozen {
        account.enter(
          .optimizer, tensor.name,
          tensor.copies(group.count)
            * state(of: tensor, bytes: tensor.isWide ? 4 : regime.linearBytes), source)
      }
      return
    }
    if case .alike(let count) = setup.optimizer.states {
      account.enter(
        .optimizer, "adapters", group.count * .count(count) * adapterBytes(group), source)
      let each = adapter.dora ? 3 : 2
      let steps = group.count * .count(each * group.adapted.count) * .bytes(512)
      if setup.optimizer == .adamwTorchFused {
        account.enter(.optimizer, "step counts", steps, source)
      }
      return
    }
    for projection in group.adapted {
      let bytes = adapter.dtype.bytes
      let rank = group.sizes.rank(of: projection)
      let down = state(rank, group.sizes.input(of: projection), bytes: bytes)
      let up = state(group.sizes.output(of: projection), rank, bytes: bytes)
      account.enter(.optimizer, "adapters", group.count * (down + up), source)
      guard adapter.dora else { continue }
      let magnitudes = state(
        group.sizes.output(of: projection), .count(1), bytes: bytes, vector: true)
      account.enter(.optimizer, "magnitudes", group.count * magnitudes, source)
    }
  }

  private var source: StaticString {
    switch setup.optimizer.states {
    case .factored: hf
    case .single, .eightBit: bnb
    default: torch
    }
  }

  private func state(of tensor: Tensor<A>, bytes: Int) -> A {
    state(
      tensor.rows, tensor.columns, stack: tensor.stack, bytes: bytes, vector: tensor.isVector,
      embedding: tensor.isEmbedding)
  }

  /// The states of one tensor.
  private func state(
    _ rows: A, _ columns: A, stack: A = .count(1), bytes: Int, vector: Bool = false,
    embedding: Bool = false
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
      // Of three dimensions the first stays: a row and a column for each expert.
      return (rows * .bytes(4)).block() + (stack * columns * .bytes(4)).block()
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
      for group in groups where !group.isIdle {
        guard regime.trainsBase else {
          account.enter(.temporaries, "adapters", group.count * adapterBytes(group), source)
          continue
        }
        for tensor in group.tensors where !tensor.isFrozen {
          account.enter(
            .temporaries, tensor.name, tensor.copies(group.count) * stored(tensor).block(), source)
        }
      }
      // One list for each format; the first stays in its variable while the second is made.
      for tensor in saved {
        account.enter(.temporaries, tensor.name, stored(tensor).block(), source)
      }
    case .largest(let copies):
      let source: StaticString = "torch 2.15 optim/adamw.py _single_tensor_adamw denom"
      enterLargest(in: nil, copies: { _ in copies }, source, into: &account)
    case .adafactor:
      // Gradient and parameter in fp32, where they are not; the square and its sum with eps.
      enterLargest(in: 4, copies: { $0 == 4 ? 2 : 4 }, hf, into: &account)
    }
  }

  private var trainedBytes: Int { regime.adapter?.dtype.bytes ?? regime.linearBytes }

  /// Copies of the largest tensor, and what the one before it has left in a variable.
  ///
  /// - Parameters:
  ///   - bytes: those of an element of a copy, if they are not the parameter's own.
  ///   - copies: how many there are of a parameter with elements of so many bytes.
  private func enterLargest<K: Account>(
    in bytes: Int?, copies: (Int) -> Int, _ source: StaticString, into account: inout K
  ) where K.Unit == A {
    let largest = largestTensor
    func scratch(_ elements: A, _ own: Int) -> A {
      .count(copies(own)) * (elements * .bytes(bytes ?? own)).block()
    }
    var most = scratch(largest, trainedBytes)
    for tensor in saved {
      let own = scratch(tensor.elements, regime.otherBytes)
      if own.value > most.value { most = own }
    }
    account.enter(.temporaries, "largest parameter", most, source)
    // Parameters come in the order of the modules: the head last, behind a layer's last product.
    if regime.trainsBase && !tied && largest.value <= sizes.rows.value * sizes.hidden.value {
      let down = (sizes.intermediate * sizes.hidden * .bytes(bytes ?? trainedBytes)).block()
      account.enter(.temporaries, "the parameter before it", down, source)
    }
  }

  /// The elements of the largest trained tensor.
  private var largestTensor: A {
    var largest = A.count(0)
    func take(_ elements: A) {
      if elements.value > largest.value { largest = elements }
    }
    for group in groups where !group.isIdle {
      if regime.trainsBase {
        for tensor in group.tensors { take(tensor.elements) }
      } else {
        for projection in group.adapted {
          take(group.sizes.rank(of: projection) * group.sizes.input(of: projection))
          take(group.sizes.rank(of: projection) * group.sizes.output(of: projection))
        }
      }
    }
    return largest
  }
}
