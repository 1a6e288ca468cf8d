import MemoryModel
import Step

// How a config says its checkpoint's weights are stored.
extension Config {
  /// The storage of the weights.
  ///
  /// Source: transformers 5.23 modeling_utils.py `_get_dtype`, which reads the file's own `dtype`, and
  /// quantizers/auto.py `get_hf_quantizer`, which looks into the text model's too. A missing dtype is
  /// read off the weights there; that of the text model is taken here.
  func storage(of model: Architecture, _ text: Config) throws(ImportFault) -> Storage {
    var storage = Storage(try dtype, try packing(of: model))
    if storage.dtype == nil { storage.dtype = try text.dtype }
    storage.isUntold = storage.dtype == nil
    if storage.packing == nil { storage.packing = try text.packing(of: model) }
    return storage
  }

  /// Source: transformers 5.23 configuration_utils.py `PreTrainedConfig.__init__`: `dtype` counts
  /// before `torch_dtype`, its older name.
  private var dtype: Storage.Dtype? {
    get throws(ImportFault) {
      for key in ["dtype", "torch_dtype"] {
        guard let name = try text(key), name != "auto" else { continue }
        switch name.hasPrefix("torch.") ? String(name.dropFirst(6)) : name {
        case "bfloat16": return .bf16
        case "float16", "half": return .fp16
        case "float32", "float": return .fp32
        default:
          throw fault(
            "\(key) is \(quoted(name)): training on such weights is not modelled.", at: key,
            hint: "I know bfloat16, float16 and float32.")
        }
      }
      return nil
    }
  }

  private func packing(of model: Architecture) throws(ImportFault) -> Storage.Packing? {
    // llm-compressor's older files.
    for key in ["quantization_config", "compression_config"] {
      guard let config = try object(key) else { continue }
      if try config.flag("load_in_4bit", or: false) { return try config.fourBit(of: model) }
      if try config.flag("load_in_8bit", or: false) {
        return .unmodelled(Storage.Unmodelled(method: "int8"))
      }
      let method = try config.text("quant_method")
      guard let method else {
        throw config.fault(
          "\(key) has no quant_method: how the weights are packed is not said.", at: "quant_method")
      }
      return .unmodelled(Storage.Unmodelled(method: method, bits: try config.bits))
    }
    return nil
  }

  private var bits: Int? {
    get throws(ImportFault) {
      for key in ["bits", "w_bit"] where isSet(key) { return try count(key, or: 0, upTo: 64) }
      return nil
    }
  }

  /// Source: transformers 5.23 utils/quantization_config.py `BitsAndBytesConfig.__init__`, whose
  /// defaults these are.
  private func fourBit(of model: Architecture) throws(ImportFault) -> Storage.Packing {
    let key = "bnb_4bit_quant_type"
    let type = try text(key) ?? "fp4"
    guard let format = Quantization.Format(rawValue: type) else {
      throw fault("\(key) is \(quoted(type)): bitsandbytes knows nf4 and fp4.", at: key)
    }
    var four = Storage.FourBit(
      Quantization(
        doubleQuant: try flag("bnb_4bit_use_double_quant", or: false), format: format,
        computesWide: (try text("bnb_4bit_compute_dtype") ?? "float32") == "float32"))
    guard let names = try texts("llm_int8_skip_modules") else { return .fourBit(four) }
    do throws(Architecture.UntoldModules) {
      try four.keep(names, of: model.linearModules.flatMap(\.paths), in: model)
    } catch {
      let title = "\(format.rawValue.uppercased()) \(error.reason)"
      return .unmodelled(Storage.Unmodelled(name: format.rawValue, title: title))
    }
    return .fourBit(four)
  }
}
