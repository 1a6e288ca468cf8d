/// The optimizers, by the names that Hugging Face's `optim` takes.
package enum Optimizer: String, Choice {
  case adamwTorchFused = "adamw_torch_fused"
  case adamwTorch = "adamw_torch"
  case adamwForloop = "adamw_forloop"
  case adamw8bit = "adamw_8bit"
  case pagedAdamw8bit = "paged_adamw_8bit"
  case adamwBnb32bit = "adamw_bnb_32bit"
  case pagedAdamw32bit = "paged_adamw_32bit"
  case adafactor
  case sgd
  case sgdMomentum = "sgd_momentum"
  case muon
  case lion32bit = "lion_32bit"
  case lion8bit = "lion_8bit"
  case pagedLion32bit = "paged_lion_32bit"
  case pagedLion8bit = "paged_lion_8bit"
  case rmspropBnb32bit = "rmsprop_bnb_32bit"
  case rmspropBnb8bit = "rmsprop_bnb_8bit"
  case ademamix
  case ademamix8bit = "ademamix_8bit"
  case pagedAdemamix32bit = "paged_ademamix_32bit"
  case pagedAdemamix8bit = "paged_ademamix_8bit"

  package static var aliases: [String: Optimizer] {
    [
      "adamw": .adamwTorchFused, "adamw_bnb_8bit": .adamw8bit,
      "paged_adamw": .pagedAdamw32bit, "lion": .lion32bit, "paged_lion": .pagedLion32bit,
      "rmsprop_bnb": .rmspropBnb32bit, "ademamix_32bit": .ademamix,
    ]
  }

  /// What one trained element keeps between steps.
  package var states: States {
    switch self {
    // torch 2.15 optim/adamw.py `_init_group`: exp_avg and exp_avg_sq like the parameter.
    case .adamwTorchFused, .adamwTorch, .adamwForloop: .alike(2)
    // torch 2.15 optim/sgd.py: momentum_buffer is a clone of the first gradient.
    case .sgdMomentum: .alike(1)
    case .sgd: .none
    // torch 2.15 optim/_muon.py `_init_group`: momentum_buffer like the gradient; AdamW's beside.
    case .muon: .muon
    // transformers 5.23 optimization.py Adafactor: a row and a column of fp32 for a matrix.
    case .adafactor: .factored
    // bitsandbytes 0.50 optim/optimizer.py Optimizer2State and Optimizer1State `init_state`.
    case .adamwBnb32bit: .single(2, paged: false)
    case .pagedAdamw32bit: .single(2, paged: true)
    case .adamw8bit: .eightBit(2, paged: false)
    case .pagedAdamw8bit: .eightBit(2, paged: true)
    case .lion32bit, .rmspropBnb32bit: .single(1, paged: false)
    case .pagedLion32bit: .single(1, paged: true)
    case .lion8bit, .rmspropBnb8bit: .eightBit(1, paged: false)
    case .pagedLion8bit: .eightBit(1, paged: true)
    // bitsandbytes 0.50 optim/ademamix.py: state1 holds two averages, state2 one.
    case .ademamix: .single(3, paged: false)
    case .pagedAdemamix32bit: .single(3, paged: true)
    case .ademamix8bit: .eightBit(3, paged: false)
    case .pagedAdemamix8bit: .eightBit(3, paged: true)
    }
  }

  /// What the step itself needs for a moment.
  package var scratch: Scratch {
    switch self {
    case .adamwTorch: .everyParameter
    case .adamwForloop: .largest
    case .adafactor: .adafactor
    case .muon: .muon
    default: .none
    }
  }

  package enum States: Sendable, Hashable {
    case none
    /// So many tensors in the parameter's own format.
    case alike(Int)
    /// So many fp32 tensors; paged ones of 100 000 elements and more live in host memory.
    case single(Int, paged: Bool)
    /// So many 8-bit tensors with an fp32 scale for each 256 elements.
    case eightBit(Int, paged: Bool)
    case factored
    /// A tensor in the gradient's format for a matrix of a layer, two for all else.
    case muon
  }

  package enum Scratch: Sendable, Hashable {
    case none
    /// torch 2.15 optim/adamw.py `_multi_tensor_adamw`: the list `exp_avg_sq_sqrt`.
    case everyParameter
    /// The same `_single_tensor_adamw`: `exp_avg_sq.sqrt() / …`.
    case largest
    case adafactor
    /// torch 2.15 optim/_muon.py `_zeropower_via_newtonschulz`, one matrix after the other.
    case muon
  }
}

extension Optimizer {
  /// What it keeps of a trained fp32 weight, for a person who chooses.
  package var kept: (bytes: Double?, isPaged: Bool, text: String) {
    switch states {
    case .none: (0, false, "nothing")
    case .alike(let count): (Double(4 * count), false, tensors(count, "in the weight's format"))
    case .single(let count, let paged):
      (Double(4 * count), paged, tensors(count, "in fp32"))
    case .eightBit(let count, let paged):
      (Double(count) * (1 + 4.0 / 256), paged, tensors(count, "in 8 bits, a scale for 256"))
    case .factored: (nil, false, "a row and a column of fp32 for a matrix")
    case .muon: (4, false, "1 tensor for a matrix of a layer, 2 for others, in the weight's format")
    }
  }

  /// What is meant by one that transformers has no name for.
  var meaning: String? {
    self == .muon
      ? "torch.optim.Muon for the matrices of the layers, torch.optim.AdamW for all else." : nil
  }

  /// Whether only kernels of bitsandbytes compute its step.
  ///
  /// bitsandbytes 0.50 backends/default/ops.py has `optimizer_update_32bit` for any device, and nothing
  /// for 8 bits; functional.py `get_paged` takes memory that CUDA manages.
  package var needsKernels: Bool {
    switch states {
    case .single(_, let paged): paged
    case .eightBit: true
    case .none, .alike, .factored, .muon: false
    }
  }

  private func tensors(_ count: Int, _ format: String) -> String {
    "\(count) tensor\(count == 1 ? "" : "s") \(format)"
  }
}
