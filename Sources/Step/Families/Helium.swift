import MemoryModel

/// Helium: Llama with features rotated by pairs.
///
/// Source: transformers 5.23 models/helium/modeling_helium.py.
struct Helium: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer { Llama().layer(load, place) }

  func rotary(_ model: Decoder, _ x: borrowing Tensor) -> Rotary {
    PairedRotary(model.machine, model.dimensions.seq, width: model.dimensions.headDim, as: x.format)
  }
}

/// Each layer spreads the tables over pairs of features.
///
/// Source: transformers 5.23 models/helium/modeling_helium.py `apply_rotary_pos_emb`.
final class PairedRotary: Rotary {
  override func rotate(_ q: borrowing Tensor, _ k: borrowing Tensor) -> Rotated {
    let cosines = spread(cosines)
    let sines = spread(sines)
    return Rotated(
      q: (q * cosines) + (rotateHalf(q) * sines), k: (k * cosines) + (rotateHalf(k) * sines))
  }
}
