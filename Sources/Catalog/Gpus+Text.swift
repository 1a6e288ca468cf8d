// swift-format-ignore-file
// Written by scripts/catalog from gpus.vram. Change that file, then run the script.

extension CatalogFile {
  static let gpusText: StaticString = #"""
# The cards of the catalog, written as a user writes their own. Read lazily: an index finds an entry
# by its name, and only that entry is parsed.
#
# memory      what is sold.
# reported    what nvidia-smi shows as the card's total.
# usable      what the driver leaves to programs: `total_memory` of the CUDA device, which torch's
#             out-of-memory message calls the total capacity. `fits` holds estimates against it.
#             Read where `usable_source` is a thread: the lowest of the readings found, and where
#             torch printed GiB with two decimals, the figure rounded down to whole MiB.
#             `usable_source: "derived"`: no reading was found. Then it is `reported` (or `memory`,
#             where that is not known either) less the most that was read as kept back on cards of
#             the same kind. Kept back, by the readings below (how many):
#   GeForce, Pascal           82 to   93 MiB  (2)
#   GeForce, Turing          216 to  246 MiB  (2)
#   GeForce, Ampere          226 to  328 MiB  (4)
#   GeForce, Ada             252 to  480 MiB  (3)
#   GeForce, Blackwell       452 to  515 MiB  (3)
#   workstation, Ampere      326 to  470 MiB  (3)
#   workstation, Ada                 572 MiB  (1)
#   workstation, Blackwell           638 MiB  (1)
#   data centre, Volta       226 to  267 MiB  (2)
#   data centre, Turing              451 MiB  (1)
#   data centre, Ampere      296 to  881 MiB  (6)
#   data centre, Ada                 582 MiB  (1)
#   data centre, Hopper      551 to  598 MiB  (2)
#   data centre, Blackwell           729 MiB  (1)
#   AMD                               16 MiB  (1)
#             H100's reserve stands for the other Hopper cards, A100's for its PCIe board, and the
#             most of the Ampere cards up to 48 GB for the A40. An AMD driver keeps 0.02 GiB back.
#             Volta's stands for the P100. Of Pascal's GeForce the second is a TITAN X, which
#             leaves 11.91 GiB (github.com/microsoft/Bringing-Old-Photos-Back-to-Life/issues/87).
#             The H800 is held to be the H100's board, of which the driver reports 81,559 MiB. A
#             card with twice its memory, from workshops, keeps back what its kind does. Of the
#             other makers there is no reading: the most of all stands, 881 MiB. Where CPU and GPU
#             share the memory, so much is left as of the DGX Spark's, 95 %.
# capability  compute capability times ten. bandwidth in GB/s.
# bf16_tflops dense, with sums in fp32; of cards without bf16 fp16_tflops. GeForce and workstation
#             cards: tensor cores * boost clock * 128 or 256 operations, the half or the whole of what
#             fp16 sums reach; their laptops' namesakes: twice fp32. Sheets that say 330 TFLOPS of an
#             RTX 4090 mean sums in fp16, 733 of an L40S and 1,979 of an H100 zeros that are left out.
#             Data centres: lightning-fabric 2.6.6 throughput.py, aiconfigurator, torchtitan.
# fp32_tflops of the units beside the tensor cores, which exponentials run on.
# speed_class cards that reach a like part of their peak, by `help time`. A card that was cut for export
#             is of its chip's.
# timed_runs  published runs on such cards that the part was fitted to; without any it is a guess.
# price       US dollars an hour for one card, on demand, from marketplaces to GPU clouds: the lowest and
#             the highest, by pages of that date. Large clouds, spot and serverless are not in it. From
#             RunPod, Vast.ai, Verda, Hyperstack, Lambda, Nebius and JarvisLabs by SkyPilot's catalogue and
#             pages that compare them; no price was read from a live one.

# GeForce

## GeForce GTX 1080 Ti. NVIDIA, 2017. The driver leaves 10.92 GiB. It has no tensor cores.
gtx1080ti = card(
  name: "GTX 1080 Ti", vendor: "NVIDIA", architecture: "Pascal", year: 2017, memory: 11 GiB,
  reported: 11264 MiB, usable: 11182 MiB, capability: 61, bandwidth: 484.4,
  usable_source: "github.com/Rubics-Xuan/TransBTS/issues/45", source: "TechPowerUp")
gtx_1080_ti = gtx1080ti
gtx1080_ti = gtx1080ti

## TITAN Xp. NVIDIA, 2017. What the driver leaves is derived. It has no tensor cores.
titan_xp = card(
  name: "TITAN Xp", vendor: "NVIDIA", architecture: "Pascal", year: 2017, memory: 12 GiB,
  usable: 12195 MiB, capability: 61, bandwidth: 547.6, usable_source: "derived",
  source: "TechPowerUp")
titanxp = titan_xp

## GeForce RTX 2060. NVIDIA, 2019. The driver reports 6,144 MiB and leaves 5.79 GiB.
rtx2060 = card(
  name: "RTX 2060", vendor: "NVIDIA", architecture: "Turing", year: 2019, memory: 6 GiB,
  reported: 6144 MiB, usable: 5928 MiB, capability: 75, bandwidth: 336, fp16_tflops: 25.8,
  fp32_tflops: 6.5, speed_class: geforce,
  usable_source: "github.com/facebookresearch/meshrcnn/issues/92", source: "TechPowerUp")
rtx_2060 = rtx2060

## GeForce RTX 2060 12GB. NVIDIA, 2021. What the driver leaves is derived.
rtx2060_12gb = card(
  name: "RTX 2060 12GB", vendor: "NVIDIA", architecture: "Turing", year: 2021, memory: 12 GiB,
  usable: 12042 MiB, capability: 75, bandwidth: 336, fp16_tflops: 28.7, fp32_tflops: 7.2,
  speed_class: geforce, usable_source: "derived", source: "TechPowerUp")
rtx_2060_12gb = rtx2060_12gb

## GeForce RTX 2060 SUPER. NVIDIA, 2019. What the driver leaves is derived.
rtx2060_super = card(
  name: "RTX 2060 SUPER", vendor: "NVIDIA", architecture: "Turing", year: 2019, memory: 8 GiB,
  usable: 7946 MiB, capability: 75, bandwidth: 448, fp16_tflops: 28.7, fp32_tflops: 7.2,
  speed_class: geforce, usable_source: "derived", source: "TechPowerUp")
rtx2060super = rtx2060_super
rtx_2060_super = rtx2060_super

## GeForce RTX 2070. NVIDIA, 2018. The driver reports 8,192 MiB; what it leaves is derived.
rtx2070 = card(
  name: "RTX 2070", vendor: "NVIDIA", architecture: "Turing", year: 2018, memory: 8 GiB,
  reported: 8192 MiB, usable: 7946 MiB, capability: 75, bandwidth: 448, fp16_tflops: 29.9,
  fp32_tflops: 7.5, speed_class: geforce, usable_source: "derived", source: "TechPowerUp")
rtx_2070 = rtx2070

## GeForce RTX 2070 SUPER. NVIDIA, 2019. What the driver leaves is derived.
rtx2070_super = card(
  name: "RTX 2070 SUPER", vendor: "NVIDIA", architecture: "Turing", year: 2019, memory: 8 GiB,
  usable: 7946 MiB, capability: 75, bandwidth: 448, fp16_tflops: 36.2, fp32_tflops: 9.1,
  speed_class: geforce, usable_source: "derived", source: "TechPowerUp")
rtx2070super = rtx2070_super
rtx_2070_super = rtx2070_super

## GeForce RTX 2080. NVIDIA, 2018. What the driver leaves is derived.
rtx2080 = card(
  name: "RTX 2080", vendor: "NVIDIA", architecture: "Turing", year: 2018, memory: 8 GiB,
  usable: 7946 MiB, capability: 75, bandwidth: 448, fp16_tflops: 40.3, fp32_tflops: 10.1,
  speed_class: geforce, usable_source: "derived", source: "TechPowerUp")
rtx_2080 = rtx2080

## GeForce RTX 2080 SUPER. NVIDIA, 2019. What the driver leaves is derived.
rtx2080_super = card(
  name: "RTX 2080 SUPER", vendor: "NVIDIA", architecture: "Turing", year: 2019, memory: 8 GiB,
  usable: 7946 MiB, capability: 75, bandwidth: 495.9, fp16_tflops: 44.6, fp32_tflops: 11.2,
  speed_class: geforce, usable_source: "derived", source: "TechPowerUp")
rtx2080super = rtx2080_super
rtx_2080_super = rtx2080_super

## GeForce RTX 2080 Ti. NVIDIA, 2018. The driver reports 11,264 MiB and leaves 10.76 GiB.
rtx2080ti = card(
  name: "RTX 2080 Ti", vendor: "NVIDIA", architecture: "Turing", year: 2018, memory: 11 GiB,
  reported: 11264 MiB, usable: 11018 MiB, capability: 75, bandwidth: 616, fp16_tflops: 53.8,
  fp32_tflops: 13.4, speed_class: geforce,
  usable_source: "github.com/JDAI-CV/image-captioning/issues/11", source: "TechPowerUp")
rtx2080_ti = rtx2080ti
rtx_2080_ti = rtx2080ti
rtx2080ti_11gb = rtx2080ti

## GeForce RTX 2080 Ti 22GB. A 2080 Ti whose memory a workshop doubled. What the driver leaves is
## derived.
rtx2080ti_22gb = card(
  name: "RTX 2080 Ti 22GB", vendor: "NVIDIA", architecture: "Turing", year: 2018, memory: 22 GiB,
  usable: 22282 MiB, capability: 75, bandwidth: 616, fp16_tflops: 53.8, fp32_tflops: 13.4,
  speed_class: geforce, usable_source: "derived", source: "TechPowerUp, of the RTX 2080 Ti")
rtx2080_ti_22gb = rtx2080ti_22gb
rtx_2080_ti_22gb = rtx2080ti_22gb

## TITAN RTX. NVIDIA, 2018. The driver reports 24,576 MiB; what it leaves is derived.
titan_rtx = card(
  name: "TITAN RTX", vendor: "NVIDIA", architecture: "Turing", year: 2018, memory: 24 GiB,
  reported: 24576 MiB, usable: 24330 MiB, capability: 75, bandwidth: 672, fp16_tflops: 130.5,
  fp32_tflops: 16.3, speed_class: turing_volta, usable_source: "derived", source: "TechPowerUp")
titanrtx = titan_rtx

## GeForce RTX 3050 8GB. NVIDIA, 2022. What the driver leaves is derived.
rtx3050 = card(
  name: "RTX 3050 8GB", vendor: "NVIDIA", architecture: "Ampere", year: 2022, memory: 8 GiB,
  usable: 7864 MiB, capability: 86, bandwidth: 224, bf16_tflops: 18.2, fp32_tflops: 9.1,
  speed_class: geforce, usable_source: "derived", source: "TechPowerUp")
rtx_3050 = rtx3050

## GeForce RTX 3060 12GB. NVIDIA, 2021. The driver reports 12,288 MiB and leaves 11.75 to 11.76
## GiB, by readings; the lowest stands.
rtx3060 = card(
  name: "RTX 3060 12GB", vendor: "NVIDIA", architecture: "Ampere", year: 2021, memory: 12 GiB,
  reported: 12288 MiB, usable: 12032 MiB, capability: 86, bandwidth: 360, bf16_tflops: 25.5,
  fp32_tflops: 12.7, speed_class: geforce,
  usable_source: "github.com/Kunhao-Liu/StyleGaussian/issues/12", source: "TechPowerUp")
rtx3060_12gb = rtx3060
rtx_3060 = rtx3060
rtx_3060_12gb = rtx3060

## GeForce RTX 3060 Ti. NVIDIA, 2020. What the driver leaves is derived.
rtx3060ti = card(
  name: "RTX 3060 Ti", vendor: "NVIDIA", architecture: "Ampere", year: 2020, memory: 8 GiB,
  usable: 7864 MiB, capability: 86, bandwidth: 448, bf16_tflops: 32.4, fp32_tflops: 16.2,
  speed_class: geforce, usable_source: "derived", source: "TechPowerUp")
rtx3060_ti = rtx3060ti
rtx_3060_ti = rtx3060ti

## GeForce RTX 3070. NVIDIA, 2020. The driver reports 8,192 MiB and leaves 7.78 GiB.
rtx3070 = card(
  name: "RTX 3070", vendor: "NVIDIA", architecture: "Ampere", year: 2020, memory: 8 GiB,
  reported: 8192 MiB, usable: 7966 MiB, capability: 86, bandwidth: 448, bf16_tflops: 40.6,
  fp32_tflops: 20.3, speed_class: geforce, usable_source: "github.com/akshitac8/OW-DETR/issues/46",
  source: "TechPowerUp")
rtx_3070 = rtx3070
rtx3070_8gb = rtx3070

## GeForce RTX 3070 Ti. NVIDIA, 2021. What the driver leaves is derived.
rtx3070ti = card(
  name: "RTX 3070 Ti", vendor: "NVIDIA", architecture: "Ampere", year: 2021, memory: 8 GiB,
  usable: 7864 MiB, capability: 86, bandwidth: 608.3, bf16_tflops: 43.5, fp32_tflops: 21.8,
  speed_class: geforce, usable_source: "derived", source: "TechPowerUp")
rtx3070_ti = rtx3070ti
rtx_3070_ti = rtx3070ti

## GeForce RTX 3080 10GB. NVIDIA, 2020. The driver reports 10,240 MiB and leaves 9.78 GiB.
rtx3080 = card(
  name: "RTX 3080 10GB", vendor: "NVIDIA", architecture: "Ampere", year: 2020, memory: 10 GiB,
  reported: 10240 MiB, usable: 10014 MiB, capability: 86, bandwidth: 760.3, bf16_tflops: 59.5,
  fp32_tflops: 29.8, speed_class: geforce, usable_source: "github.com/zai-org/CogVideo/issues/34",
  source: "TechPowerUp")
rtx3080_10gb = rtx3080
rtx_3080 = rtx3080

## GeForce RTX 3080 12GB. NVIDIA, 2022. What the driver leaves is derived.
rtx3080_12gb = card(
  name: "RTX 3080 12GB", vendor: "NVIDIA", architecture: "Ampere", year: 2022, memory: 12 GiB,
  usable: 11960 MiB, capability: 86, bandwidth: 912.4, bf16_tflops: 61.3, fp32_tflops: 30.6,
  speed_class: geforce, usable_source: "derived", source: "TechPowerUp")
rtx_3080_12gb = rtx3080_12gb

## GeForce RTX 3080 Ti. NVIDIA, 2021. The driver reports 12,288 MiB; what it leaves is derived.
rtx3080ti = card(
  name: "RTX 3080 Ti", vendor: "NVIDIA", architecture: "Ampere", year: 2021, memory: 12 GiB,
  reported: 12288 MiB, usable: 11960 MiB, capability: 86, bandwidth: 912.4, bf16_tflops: 68.2,
  fp32_tflops: 34.1, speed_class: geforce, usable_source: "derived", source: "TechPowerUp")
rtx3080_ti = rtx3080ti
rtx_3080_ti = rtx3080ti

## GeForce RTX 3090. NVIDIA, 2020. The driver reports 24,576 MiB and leaves 23.68 to 23.70 GiB, by
## readings; the lowest stands.
rtx3090 = card(
  name: "RTX 3090", vendor: "NVIDIA", architecture: "Ampere", year: 2020, memory: 24 GiB,
  reported: 24576 MiB, usable: 24248 MiB, capability: 86, bandwidth: 936.2, bf16_tflops: 71.2,
  fp32_tflops: 35.6, speed_class: geforce, timed_runs: 15, price: 0.2, highest_price: 0.39,
  price_date: "2026-03", usable_source: "github.com/vllm-project/vllm/issues/16343",
  source: "TechPowerUp")
rtx_3090 = rtx3090
rtx3090_24gb = rtx3090
rtx_3090_24gb = rtx3090

## GeForce RTX 3090 Ti. NVIDIA, 2022. What the driver leaves is derived.
rtx3090ti = card(
  name: "RTX 3090 Ti", vendor: "NVIDIA", architecture: "Ampere", year: 2022, memory: 24 GiB,
  usable: 24248 MiB, capability: 86, bandwidth: 1008, bf16_tflops: 80, fp32_tflops: 40,
  speed_class: geforce, timed_runs: 15, usable_source: "derived", source: "TechPowerUp")
rtx3090_ti = rtx3090ti
rtx_3090_ti = rtx3090ti
rtx3090ti_24gb = rtx3090ti

## GeForce RTX 4060. NVIDIA, 2023. The driver reports 8,188 MiB and leaves 7.75 GiB. Read on a
## notebook; the same 8,188 MiB are reported.
rtx4060 = card(
  name: "RTX 4060", vendor: "NVIDIA", architecture: "Ada", year: 2023, memory: 8 GiB,
  reported: 8188 MiB, usable: 7936 MiB, capability: 89, bandwidth: 272, bf16_tflops: 30.2,
  fp32_tflops: 15.1, speed_class: geforce, usable_source: "github.com/ESRSchao/EdgeRegNet/issues/2",
  source: "TechPowerUp")
rtx_4060 = rtx4060

## GeForce RTX 4060 Ti 8GB. NVIDIA, 2023. What the driver leaves is derived.
rtx4060ti = card(
  name: "RTX 4060 Ti 8GB", vendor: "NVIDIA", architecture: "Ada", year: 2023, memory: 8 GiB,
  usable: 7712 MiB, capability: 89, bandwidth: 288, bf16_tflops: 44.1, fp32_tflops: 22.1,
  speed_class: geforce, usable_source: "derived", source: "TechPowerUp")
rtx4060_ti = rtx4060ti
rtx4060ti_8gb = rtx4060ti
rtx_4060_ti = rtx4060ti

## GeForce RTX 4060 Ti 16GB. NVIDIA, 2023. The driver reports 16,380 MiB; what it leaves is
## derived.
rtx4060ti_16gb = card(
  name: "RTX 4060 Ti 16GB", vendor: "NVIDIA", architecture: "Ada", year: 2023, memory: 16 GiB,
  reported: 16380 MiB, usable: 15900 MiB, capability: 89, bandwidth: 288, bf16_tflops: 44.1,
  fp32_tflops: 22.1, speed_class: geforce, usable_source: "derived", source: "TechPowerUp")
rtx4060_ti_16gb = rtx4060ti_16gb
rtx_4060_ti_16gb = rtx4060ti_16gb

## GeForce RTX 4070. NVIDIA, 2023. The driver reports 12,282 MiB; what it leaves is derived.
rtx4070 = card(
  name: "RTX 4070", vendor: "NVIDIA", architecture: "Ada", year: 2023, memory: 12 GiB,
  reported: 12282 MiB, usable: 11802 MiB, capability: 89, bandwidth: 504.2, bf16_tflops: 58.3,
  fp32_tflops: 29.1, speed_class: geforce, usable_source: "derived", source: "TechPowerUp")
rtx_4070 = rtx4070
rtx4070_12gb = rtx4070

## GeForce RTX 4070 SUPER. NVIDIA, 2024. The driver reports 12,282 MiB; what it leaves is derived.
rtx4070_super = card(
  name: "RTX 4070 SUPER", vendor: "NVIDIA", architecture: "Ada", year: 2024, memory: 12 GiB,
  reported: 12282 MiB, usable: 11802 MiB, capability: 89, bandwidth: 504.2, bf16_tflops: 71,
  fp32_tflops: 35.5, speed_class: geforce, usable_source: "derived", source: "TechPowerUp")
rtx4070super = rtx4070_super
rtx_4070_super = rtx4070_super

## GeForce RTX 4070 Ti. NVIDIA, 2023. The driver reports 12,282 MiB and leaves 11.73 GiB.
rtx4070ti = card(
  name: "RTX 4070 Ti", vendor: "NVIDIA", architecture: "Ada", year: 2023, memory: 12 GiB,
  reported: 12282 MiB, usable: 12011 MiB, capability: 89, bandwidth: 504.2, bf16_tflops: 80.2,
  fp32_tflops: 40.1, speed_class: geforce, usable_source: "github.com/OpenLMLab/LOMO/issues/17",
  source: "TechPowerUp")
rtx4070_ti = rtx4070ti
rtx_4070_ti = rtx4070ti

## GeForce RTX 4070 Ti SUPER. NVIDIA, 2024. What the driver leaves is derived.
rtx4070ti_super = card(
  name: "RTX 4070 Ti SUPER", vendor: "NVIDIA", architecture: "Ada", year: 2024, memory: 16 GiB,
  usable: 15904 MiB, capability: 89, bandwidth: 672.3, bf16_tflops: 88.2, fp32_tflops: 44.1,
  speed_class: geforce, usable_source: "derived", source: "TechPowerUp")
rtx4070_ti_super = rtx4070ti_super
rtx4070tisuper = rtx4070ti_super
rtx_4070_ti_super = rtx4070ti_super

## GeForce RTX 4080. NVIDIA, 2022. The driver reports 16,376 MiB; what it leaves is derived.
rtx4080 = card(
  name: "RTX 4080", vendor: "NVIDIA", architecture: "Ada", year: 2022, memory: 16 GiB,
  reported: 16376 MiB, usable: 15896 MiB, capability: 89, bandwidth: 716.8, bf16_tflops: 97.5,
  fp32_tflops: 48.7, speed_class: geforce, usable_source: "derived", source: "TechPowerUp")
rtx_4080 = rtx4080
rtx4080_16gb = rtx4080

## GeForce RTX 4080 SUPER. NVIDIA, 2024. What the driver leaves is derived.
rtx4080_super = card(
  name: "RTX 4080 SUPER", vendor: "NVIDIA", architecture: "Ada", year: 2024, memory: 16 GiB,
  usable: 15904 MiB, capability: 89, bandwidth: 736.3, bf16_tflops: 104.4, fp32_tflops: 52.2,
  speed_class: geforce, usable_source: "derived", source: "TechPowerUp")
rtx4080super = rtx4080_super
rtx_4080_super = rtx4080_super

## GeForce RTX 4090. NVIDIA, 2022. The driver reports 24,564 MiB and leaves 23.52 to 23.68 GiB, by
## readings; the lowest stands.
rtx4090 = card(
  name: "RTX 4090", vendor: "NVIDIA", architecture: "Ada", year: 2022, memory: 24 GiB,
  reported: 24564 MiB, usable: 24084 MiB, capability: 89, bandwidth: 1008, bf16_tflops: 165.2,
  fp32_tflops: 82.6, speed_class: geforce, timed_runs: 15, price: 0.34, highest_price: 0.875,
  price_date: "2026-03 to 2026-06", usable_source: "github.com/Soul-AILab/SoulX-FlashTalk/issues/5",
  source: "TechPowerUp")
rtx_4090 = rtx4090
rtx4090_24gb = rtx4090
rtx_4090_24gb = rtx4090

## GeForce RTX 4090 48GB. A 4090 whose memory a workshop doubled. The driver reports 49,140 MiB
## (github.com/tinygrad/open-gpu-kernel-modules/issues/36); what it leaves is derived.
rtx4090_48gb = card(
  name: "RTX 4090 48GB", vendor: "NVIDIA", architecture: "Ada", year: 2022, memory: 48 GiB,
  reported: 49140 MiB, usable: 48660 MiB, capability: 89, bandwidth: 1008, bf16_tflops: 165.2,
  fp32_tflops: 82.6, speed_class: geforce, timed_runs: 15, usable_source: "derived",
  source: "TechPowerUp, of the RTX 4090")
rtx_4090_48gb = rtx4090_48gb

## GeForce RTX 4090 D. NVIDIA, 2023. What the driver leaves is derived.
rtx4090d = card(
  name: "RTX 4090 D", vendor: "NVIDIA", architecture: "Ada", year: 2023, memory: 24 GiB,
  usable: 24096 MiB, capability: 89, bandwidth: 1008, bf16_tflops: 147.1, fp32_tflops: 73.5,
  speed_class: geforce, timed_runs: 15, usable_source: "derived", source: "TechPowerUp")
rtx4090_d = rtx4090d
rtx_4090_d = rtx4090d

## GeForce RTX 5050. NVIDIA, 2025. What the driver leaves is derived.
rtx5050 = card(
  name: "RTX 5050", vendor: "NVIDIA", architecture: "Blackwell", year: 2025, memory: 8 GiB,
  usable: 7677 MiB, capability: 120, bandwidth: 320, bf16_tflops: 26.3, fp32_tflops: 13.2,
  speed_class: geforce, usable_source: "derived", source: "TechPowerUp")
rtx_5050 = rtx5050

## GeForce RTX 5060. NVIDIA, 2025. The driver reports 8,151 MiB; what it leaves is derived.
rtx5060 = card(
  name: "RTX 5060", vendor: "NVIDIA", architecture: "Blackwell", year: 2025, memory: 8 GiB,
  reported: 8151 MiB, usable: 7636 MiB, capability: 120, bandwidth: 448, bf16_tflops: 38.4,
  fp32_tflops: 19.2, speed_class: geforce, usable_source: "derived", source: "TechPowerUp")
rtx_5060 = rtx5060

## GeForce RTX 5060 Ti 8GB. NVIDIA, 2025. What the driver leaves is derived.
rtx5060ti = card(
  name: "RTX 5060 Ti 8GB", vendor: "NVIDIA", architecture: "Blackwell", year: 2025, memory: 8 GiB,
  usable: 7677 MiB, capability: 120, bandwidth: 448, bf16_tflops: 47.4, fp32_tflops: 23.7,
  speed_class: geforce, usable_source: "derived", source: "TechPowerUp")
rtx5060_ti = rtx5060ti
rtx5060ti_8gb = rtx5060ti
rtx_5060_ti = rtx5060ti

## GeForce RTX 5060 Ti 16GB. NVIDIA, 2025. The driver reports 16,311 MiB and leaves 15,816 MiB.
rtx5060ti_16gb = card(
  name: "RTX 5060 Ti 16GB", vendor: "NVIDIA", architecture: "Blackwell", year: 2025, memory: 16 GiB,
  reported: 16311 MiB, usable: 15816 MiB, capability: 120, bandwidth: 448, bf16_tflops: 47.4,
  fp32_tflops: 23.7, speed_class: geforce, usable_source: "github.com/Luce-Org/lucebox/issues/407",
  source: "TechPowerUp")
rtx5060_ti_16gb = rtx5060ti_16gb
rtx_5060_ti_16gb = rtx5060ti_16gb

## GeForce RTX 5070. NVIDIA, 2025. The driver reports 12,227 MiB; what it leaves is derived.
rtx5070 = card(
  name: "RTX 5070", vendor: "NVIDIA", architecture: "Blackwell", year: 2025, memory: 12 GiB,
  reported: 12227 MiB, usable: 11712 MiB, capability: 120, bandwidth: 672, bf16_tflops: 61.7,
  fp32_tflops: 30.9, speed_class: geforce, usable_source: "derived", source: "TechPowerUp")
rtx_5070 = rtx5070

## GeForce RTX 5070 Ti. NVIDIA, 2025. The driver reports 16,303 MiB; what it leaves is derived.
rtx5070ti = card(
  name: "RTX 5070 Ti", vendor: "NVIDIA", architecture: "Blackwell", year: 2025, memory: 16 GiB,
  reported: 16303 MiB, usable: 15788 MiB, capability: 120, bandwidth: 896, bf16_tflops: 87.9,
  fp32_tflops: 43.9, speed_class: geforce, usable_source: "derived", source: "TechPowerUp")
rtx5070_ti = rtx5070ti
rtx_5070_ti = rtx5070ti
rtx5070ti_16gb = rtx5070ti

## GeForce RTX 5080. NVIDIA, 2025. The driver reports 16,303 MiB and leaves 15.48 GiB.
rtx5080 = card(
  name: "RTX 5080", vendor: "NVIDIA", architecture: "Blackwell", year: 2025, memory: 16 GiB,
  reported: 16303 MiB, usable: 15851 MiB, capability: 120, bandwidth: 960, bf16_tflops: 112.6,
  fp32_tflops: 56.3, speed_class: geforce,
  usable_source: "github.com/vllm-project/vllm/issues/14452", source: "TechPowerUp")
rtx_5080 = rtx5080
rtx5080_16gb = rtx5080

## GeForce RTX 5090. NVIDIA, 2025. The driver reports 32,607 MiB and leaves 31.34 to 31.37 GiB, by
## readings; the lowest stands.
rtx5090 = card(
  name: "RTX 5090", vendor: "NVIDIA", architecture: "Blackwell", year: 2025, memory: 32 GiB,
  reported: 32607 MiB, usable: 32092 MiB, capability: 120, bandwidth: 1792, bf16_tflops: 209.5,
  fp32_tflops: 104.8, speed_class: geforce, price: 0.69, highest_price: 1.22,
  price_date: "2026-03 to 2026-06", usable_source: "github.com/NVIDIA/Isaac-GR00T/issues/536",
  source: "TechPowerUp")
rtx_5090 = rtx5090
rtx5090_32gb = rtx5090
rtx_5090_32gb = rtx5090

# GeForce in notebooks

## GeForce RTX 3050 Laptop. NVIDIA, 2021. What the driver leaves is derived. Some have 6 GB.
rtx3050_laptop = card(
  name: "RTX 3050 Laptop", vendor: "NVIDIA", architecture: "Ampere", year: 2021, memory: 4 GiB,
  usable: 3768 MiB, capability: 86, bandwidth: 192, usable_source: "derived", source: "TechPowerUp")
rtx3050m = rtx3050_laptop
rtx3050_mobile = rtx3050_laptop
rtx_3050_laptop = rtx3050_laptop
rtx3050_laptop_4gb = rtx3050_laptop

## GeForce RTX 3050 Laptop 6GB. NVIDIA, 2022. What the driver leaves is derived.
rtx3050_laptop_6gb = card(
  name: "RTX 3050 Laptop 6GB", vendor: "NVIDIA", architecture: "Ampere", year: 2022, memory: 6 GiB,
  usable: 5816 MiB, capability: 86, bandwidth: 168, usable_source: "derived", source: "TechPowerUp")
rtx_3050_laptop_6gb = rtx3050_laptop_6gb

## GeForce RTX 3060 Laptop. NVIDIA, 2021. The driver reports 6,144 MiB; what it leaves is
## derived.
rtx3060_laptop = card(
  name: "RTX 3060 Laptop", vendor: "NVIDIA", architecture: "Ampere", year: 2021, memory: 6 GiB,
  reported: 6144 MiB, usable: 5816 MiB, capability: 86, bandwidth: 336, bf16_tflops: 21.8,
  fp32_tflops: 10.9, speed_class: laptop, usable_source: "derived", source: "TechPowerUp")
rtx3060m = rtx3060_laptop
rtx3060_mobile = rtx3060_laptop
rtx_3060_laptop = rtx3060_laptop

## GeForce RTX 3070 Laptop. NVIDIA, 2021. What the driver leaves is derived.
rtx3070_laptop = card(
  name: "RTX 3070 Laptop", vendor: "NVIDIA", architecture: "Ampere", year: 2021, memory: 8 GiB,
  usable: 7864 MiB, capability: 86, bandwidth: 448, bf16_tflops: 32, fp32_tflops: 16,
  speed_class: laptop, usable_source: "derived", source: "TechPowerUp")
rtx3070m = rtx3070_laptop
rtx3070_mobile = rtx3070_laptop
rtx_3070_laptop = rtx3070_laptop

## GeForce RTX 3080 Laptop 16GB. NVIDIA, 2021. What the driver leaves is derived. It was sold
## with 8 GB too.
rtx3080_laptop = card(
  name: "RTX 3080 Laptop", vendor: "NVIDIA", architecture: "Ampere", year: 2021, memory: 16 GiB,
  usable: 16056 MiB, capability: 86, bandwidth: 448, bf16_tflops: 38, fp32_tflops: 19,
  speed_class: laptop, usable_source: "derived", source: "TechPowerUp")
rtx3080m = rtx3080_laptop
rtx3080_mobile = rtx3080_laptop
rtx_3080_laptop = rtx3080_laptop

## GeForce RTX 3080 Ti Laptop. NVIDIA, 2022. What the driver leaves is derived.
rtx3080ti_laptop = card(
  name: "RTX 3080 Ti Laptop", vendor: "NVIDIA", architecture: "Ampere", year: 2022, memory: 16 GiB,
  usable: 16056 MiB, capability: 86, bandwidth: 512, bf16_tflops: 37.4, fp32_tflops: 18.7,
  speed_class: laptop, usable_source: "derived", source: "TechPowerUp")
rtx3080tim = rtx3080ti_laptop
rtx3080ti_mobile = rtx3080ti_laptop
rtx_3080_ti_laptop = rtx3080ti_laptop

## GeForce RTX 4060 Laptop. NVIDIA, 2023. The driver reports 8,188 MiB and leaves 7.75 GiB.
rtx4060_laptop = card(
  name: "RTX 4060 Laptop", vendor: "NVIDIA", architecture: "Ada", year: 2023, memory: 8 GiB,
  reported: 8188 MiB, usable: 7936 MiB, capability: 89, bandwidth: 256, bf16_tflops: 23.2,
  fp32_tflops: 11.6, speed_class: laptop, usable_source: "github.com/ESRSchao/EdgeRegNet/issues/2",
  source: "TechPowerUp")
rtx4060m = rtx4060_laptop
rtx4060_mobile = rtx4060_laptop
rtx_4060_laptop = rtx4060_laptop

## GeForce RTX 4070 Laptop. NVIDIA, 2023. The driver reports 8,188 MiB; what it leaves is
## derived.
rtx4070_laptop = card(
  name: "RTX 4070 Laptop", vendor: "NVIDIA", architecture: "Ada", year: 2023, memory: 8 GiB,
  reported: 8188 MiB, usable: 7708 MiB, capability: 89, bandwidth: 256, bf16_tflops: 31.2,
  fp32_tflops: 15.6, speed_class: laptop, usable_source: "derived", source: "TechPowerUp")
rtx4070m = rtx4070_laptop
rtx4070_mobile = rtx4070_laptop
rtx_4070_laptop = rtx4070_laptop

## GeForce RTX 4080 Laptop. NVIDIA, 2023. What the driver leaves is derived.
rtx4080_laptop = card(
  name: "RTX 4080 Laptop", vendor: "NVIDIA", architecture: "Ada", year: 2023, memory: 12 GiB,
  usable: 11808 MiB, capability: 89, bandwidth: 432, bf16_tflops: 49.4, fp32_tflops: 24.7,
  speed_class: laptop, usable_source: "derived", source: "TechPowerUp")
rtx4080m = rtx4080_laptop
rtx4080_mobile = rtx4080_laptop
rtx_4080_laptop = rtx4080_laptop

## GeForce RTX 4090 Laptop. NVIDIA, 2023. The driver reports 16,376 MiB; what it leaves is
## derived.
rtx4090_laptop = card(
  name: "RTX 4090 Laptop", vendor: "NVIDIA", architecture: "Ada", year: 2023, memory: 16 GiB,
  reported: 16376 MiB, usable: 15896 MiB, capability: 89, bandwidth: 576, bf16_tflops: 66,
  fp32_tflops: 33, speed_class: laptop, usable_source: "derived", source: "TechPowerUp")
rtx4090m = rtx4090_laptop
rtx4090_mobile = rtx4090_laptop
rtx_4090_laptop = rtx4090_laptop

## GeForce RTX 5070 Laptop. NVIDIA, 2025. The driver reports 8,151 MiB; what it leaves is
## derived.
rtx5070_laptop = card(
  name: "RTX 5070 Laptop", vendor: "NVIDIA", architecture: "Blackwell", year: 2025, memory: 8 GiB,
  reported: 8151 MiB, usable: 7636 MiB, capability: 120, bandwidth: 384, bf16_tflops: 26.2,
  fp32_tflops: 13.1, speed_class: laptop, usable_source: "derived", source: "TechPowerUp")
rtx5070m = rtx5070_laptop
rtx5070_mobile = rtx5070_laptop
rtx_5070_laptop = rtx5070_laptop

## GeForce RTX 5070 Ti Laptop. NVIDIA, 2025. The driver reports 12,227 MiB; what it leaves is
## derived.
rtx5070ti_laptop = card(
  name: "RTX 5070 Ti Laptop", vendor: "NVIDIA", architecture: "Blackwell", year: 2025,
  memory: 12 GiB, reported: 12227 MiB, usable: 11712 MiB, capability: 120, bandwidth: 672,
  bf16_tflops: 34, fp32_tflops: 17, speed_class: laptop, usable_source: "derived",
  source: "TechPowerUp")
rtx5070tim = rtx5070ti_laptop
rtx5070ti_mobile = rtx5070ti_laptop
rtx_5070_ti_laptop = rtx5070ti_laptop

## GeForce RTX 5080 Laptop. NVIDIA, 2025. The driver reports 16,303 MiB; what it leaves is
## derived.
rtx5080_laptop = card(
  name: "RTX 5080 Laptop", vendor: "NVIDIA", architecture: "Blackwell", year: 2025, memory: 16 GiB,
  reported: 16303 MiB, usable: 15788 MiB, capability: 120, bandwidth: 896, bf16_tflops: 46,
  fp32_tflops: 23, speed_class: laptop, usable_source: "derived", source: "TechPowerUp")
rtx5080m = rtx5080_laptop
rtx5080_mobile = rtx5080_laptop
rtx_5080_laptop = rtx5080_laptop

## GeForce RTX 5090 Laptop. NVIDIA, 2025. What the driver leaves is derived.
rtx5090_laptop = card(
  name: "RTX 5090 Laptop", vendor: "NVIDIA", architecture: "Blackwell", year: 2025, memory: 24 GiB,
  usable: 24061 MiB, capability: 120, bandwidth: 896, bf16_tflops: 63.6, fp32_tflops: 31.8,
  speed_class: laptop, usable_source: "derived", source: "TechPowerUp")
rtx5090m = rtx5090_laptop
rtx5090_mobile = rtx5090_laptop
rtx_5090_laptop = rtx5090_laptop

# Workstation cards

## RTX A4000. NVIDIA, 2021. The driver reports 16,376 MiB and leaves 15.61 GiB.
rtx_a4000 = card(
  name: "RTX A4000", vendor: "NVIDIA", architecture: "Ampere", year: 2021, memory: 16 GiB,
  reported: 16376 MiB, usable: 15984 MiB, capability: 86, bandwidth: 448, bf16_tflops: 76.7,
  fp32_tflops: 19.2, speed_class: ampere_workstation, timed_runs: 3, price: 0.15,
  price_date: "2025 or 2026", usable_source: "github.com/DengKaiCQ/VGGT-Long/issues/6",
  source: "TechPowerUp")
a4000 = rtx_a4000
rtxa4000 = rtx_a4000
a4000_16gb = rtx_a4000

## RTX A5000. NVIDIA, 2021. The driver reports 24,564 MiB and leaves 23.67 to 23.68 GiB, by
## readings; the lowest stands.
rtx_a5000 = card(
  name: "RTX A5000", vendor: "NVIDIA", architecture: "Ampere", year: 2021, memory: 24 GiB,
  reported: 24564 MiB, usable: 24238 MiB, capability: 86, bandwidth: 768, bf16_tflops: 111.1,
  fp32_tflops: 27.8, speed_class: ampere_workstation, timed_runs: 3,
  usable_source: "github.com/Magicboomliu/Accelerator-Simple-Template/issues/7",
  source: "TechPowerUp")
a5000 = rtx_a5000
rtxa5000 = rtx_a5000
a5000_24gb = rtx_a5000

## RTX A6000. NVIDIA, 2020. The driver reports 49,140 MiB and leaves 47.53 GiB.
rtx_a6000 = card(
  name: "RTX A6000", vendor: "NVIDIA", architecture: "Ampere", year: 2020, memory: 48 GiB,
  reported: 49140 MiB, usable: 48670 MiB, capability: 86, bandwidth: 768, bf16_tflops: 154.8,
  fp32_tflops: 38.7, speed_class: ampere_workstation, timed_runs: 3, price: 0.5,
  highest_price: 1.09, price_date: "2026-05",
  usable_source: "github.com/allenai/open-instruct/issues/163", source: "TechPowerUp")
a6000 = rtx_a6000
rtxa6000 = rtx_a6000
a6000_48gb = rtx_a6000
rtx_a6000_48gb = rtx_a6000

## RTX 4000 Ada. NVIDIA, 2023. The driver reports 20,475 MiB; what it leaves is derived.
rtx4000_ada = card(
  name: "RTX 4000 Ada", vendor: "NVIDIA", architecture: "Ada", year: 2023, memory: 20 GiB,
  reported: 20475 MiB, usable: 19903 MiB, capability: 89, bandwidth: 360, bf16_tflops: 106.9,
  fp32_tflops: 26.7, speed_class: ada_workstation, timed_runs: 17, usable_source: "derived",
  source: "TechPowerUp")
rtx_4000_ada = rtx4000_ada
rtx4000ada = rtx4000_ada

## RTX 5000 Ada. NVIDIA, 2023. The driver reports 32,760 MiB; what it leaves is derived.
rtx5000_ada = card(
  name: "RTX 5000 Ada", vendor: "NVIDIA", architecture: "Ada", year: 2023, memory: 32 GiB,
  reported: 32760 MiB, usable: 32188 MiB, capability: 89, bandwidth: 576, bf16_tflops: 261.1,
  fp32_tflops: 65.3, speed_class: ada_workstation, timed_runs: 17, usable_source: "derived",
  source: "TechPowerUp")
rtx_5000_ada = rtx5000_ada
rtx5000ada = rtx5000_ada

## RTX 6000 Ada. NVIDIA, 2022. The driver reports 46,068 MiB and leaves 44.43 GiB. Read with ECC
## on; with ECC off the driver reports 49,140 MiB.
rtx6000_ada = card(
  name: "RTX 6000 Ada", vendor: "NVIDIA", architecture: "Ada", year: 2022, memory: 48 GiB,
  reported: 46068 MiB, usable: 45496 MiB, capability: 89, bandwidth: 960, bf16_tflops: 364.2,
  fp32_tflops: 91.1, speed_class: ada_workstation, timed_runs: 17, price: 0.83,
  price_date: "2025 or 2026", usable_source: "github.com/DINGYANB/MTVCrafter/issues/21",
  source: "TechPowerUp")
rtx_6000_ada = rtx6000_ada
rtx6000ada = rtx6000_ada
a6000_ada = rtx6000_ada
rtx6000_ada_48gb = rtx6000_ada

## RTX PRO 4000 Blackwell. NVIDIA, 2025. What the driver leaves is derived.
rtx_pro_4000 = card(
  name: "RTX PRO 4000 Blackwell", vendor: "NVIDIA", architecture: "Blackwell", year: 2025,
  memory: 24 GiB, usable: 23938 MiB, capability: 120, bandwidth: 672, bf16_tflops: 147.3,
  fp32_tflops: 36.8, speed_class: blackwell_workstation, usable_source: "derived",
  source: "TechPowerUp")
rtxpro4000 = rtx_pro_4000
rtx_pro_4000_blackwell = rtx_pro_4000

## RTX PRO 4500 Blackwell. NVIDIA, 2025. The driver reports 32,623 MiB; what it leaves is derived.
rtx_pro_4500 = card(
  name: "RTX PRO 4500 Blackwell", vendor: "NVIDIA", architecture: "Blackwell", year: 2025,
  memory: 32 GiB, reported: 32623 MiB, usable: 31985 MiB, capability: 120, bandwidth: 896,
  bf16_tflops: 202.1, fp32_tflops: 50.5, speed_class: blackwell_workstation,
  usable_source: "derived", source: "TechPowerUp")
rtxpro4500 = rtx_pro_4500
rtx_pro_4500_blackwell = rtx_pro_4500

## RTX PRO 5000 Blackwell 48GB. NVIDIA, 2025. The driver reports 48,935 MiB; what it leaves is
## derived.
rtx_pro_5000 = card(
  name: "RTX PRO 5000 Blackwell 48GB", vendor: "NVIDIA", architecture: "Blackwell", year: 2025,
  memory: 48 GiB, reported: 48935 MiB, usable: 48297 MiB, capability: 120, bandwidth: 1340,
  bf16_tflops: 267.7, fp32_tflops: 66.9, speed_class: blackwell_workstation,
  usable_source: "derived", source: "TechPowerUp")
rtxpro5000 = rtx_pro_5000
rtx_pro_5000_blackwell = rtx_pro_5000
rtx_pro_5000_48gb = rtx_pro_5000

## RTX PRO 5000 Blackwell 72GB. NVIDIA, 2025. What the driver leaves is derived.
rtx_pro_5000_72gb = card(
  name: "RTX PRO 5000 Blackwell 72GB", vendor: "NVIDIA", architecture: "Blackwell", year: 2025,
  memory: 72 GiB, usable: 73090 MiB, capability: 120, bandwidth: 1340, bf16_tflops: 267.7,
  fp32_tflops: 66.9, speed_class: blackwell_workstation, usable_source: "derived",
  source: "TechPowerUp")
rtxpro5000_72gb = rtx_pro_5000_72gb

## RTX PRO 6000 Blackwell 96GB. NVIDIA, 2025. The driver reports 97,887 MiB and leaves 94.97 GiB.
rtx_pro_6000 = card(
  name: "RTX PRO 6000 Blackwell 96GB", vendor: "NVIDIA", architecture: "Blackwell", year: 2025,
  memory: 96 GiB, reported: 97887 MiB, usable: 97249 MiB, capability: 120, bandwidth: 1792,
  bf16_tflops: 503.8, fp32_tflops: 126, speed_class: blackwell_workstation, price: 0.89,
  highest_price: 2.19, price_date: "2026-03", usable_source: "github.com/antirez/ds4/issues/431",
  source: "TechPowerUp")
rtxpro6000 = rtx_pro_6000
rtx_pro_6000_blackwell = rtx_pro_6000
rtx_pro_6000_96gb = rtx_pro_6000
rtx_6000_pro = rtx_pro_6000

## RTX PRO 6000 Blackwell Max-Q. NVIDIA, 2025. The driver reports 97,887 MiB; what it leaves is
## derived.
rtx_pro_6000_max_q = card(
  name: "RTX PRO 6000 Blackwell Max-Q", vendor: "NVIDIA", architecture: "Blackwell", year: 2025,
  memory: 96 GiB, reported: 97887 MiB, usable: 97249 MiB, capability: 120, bandwidth: 1792,
  bf16_tflops: 438.9, fp32_tflops: 109.7, speed_class: blackwell_workstation,
  usable_source: "derived", source: "TechPowerUp")
rtx_pro_6000_maxq = rtx_pro_6000_max_q
rtxpro6000_maxq = rtx_pro_6000_max_q

## RTX PRO 6000 Blackwell Server. NVIDIA, 2025. The driver reports 97,887 MiB; what it leaves is
## derived.
rtx_pro_6000_server = card(
  name: "RTX PRO 6000 Blackwell Server", vendor: "NVIDIA", architecture: "Blackwell", year: 2025,
  memory: 96 GiB, reported: 97887 MiB, usable: 97249 MiB, capability: 120, bandwidth: 1792,
  bf16_tflops: 467.8, fp32_tflops: 126, speed_class: blackwell_workstation,
  usable_source: "derived", source: "TechPowerUp, aiconfigurator")
rtxpro6000_server = rtx_pro_6000_server

# Data centre

## Tesla P100 16GB. NVIDIA, 2016. What the driver leaves is derived. It has no tensor cores.
p100 = card(
  name: "Tesla P100 16GB", vendor: "NVIDIA", architecture: "Pascal", year: 2016, memory: 16 GiB,
  usable: 16117 MiB, capability: 60, bandwidth: 732.2, usable_source: "derived",
  source: "TechPowerUp")
p100_16gb = p100
tesla_p100 = p100

## Tesla P40. NVIDIA, 2016. The driver leaves 22.38 GiB; with ECC off it reports 24,576 MiB. It has
## no tensor cores.
p40 = card(
  name: "Tesla P40", vendor: "NVIDIA", architecture: "Pascal", year: 2016, memory: 24 GiB,
  usable: 22917 MiB, capability: 61, bandwidth: 347.1,
  usable_source: "github.com/OpenGVLab/LLaMA-Adapter/issues/151", source: "TechPowerUp")
p40_24gb = p40
tesla_p40 = p40

## Tesla V100 16GB. NVIDIA, 2017. The driver reports 16,384 MiB and leaves 15.78 GiB.
v100 = card(
  name: "Tesla V100 16GB", vendor: "NVIDIA", architecture: "Volta", year: 2017, memory: 16 GiB,
  reported: 16384 MiB, usable: 16158 MiB, capability: 70, bandwidth: 897, fp16_tflops: 125,
  fp32_tflops: 15.7, speed_class: turing_volta, price: 0.14, highest_price: 0.79,
  price_date: "2025 or 2026", usable_source: "github.com/kchengiva/Shift-GCN/issues/34",
  source: "TechPowerUp")
v100_16gb = v100
tesla_v100 = v100

## Tesla V100 32GB. NVIDIA, 2018. The driver reports 32,768 MiB and leaves 31.74 GiB.
v100_32gb = card(
  name: "Tesla V100 32GB", vendor: "NVIDIA", architecture: "Volta", year: 2018, memory: 32 GiB,
  reported: 32768 MiB, usable: 32501 MiB, capability: 70, bandwidth: 898, fp16_tflops: 125,
  fp32_tflops: 15.7, speed_class: turing_volta,
  usable_source: "github.com/liucongg/ChatGLM-Finetuning/issues/73", source: "TechPowerUp")
tesla_v100_32gb = v100_32gb

## Tesla T4. NVIDIA, 2018. The driver reports 15,360 MiB and leaves 14.56 to 14.76 GiB, by
## readings; the lowest stands. With ECC off it reports 16,384 MiB.
t4 = card(
  name: "Tesla T4", vendor: "NVIDIA", architecture: "Turing", year: 2018, memory: 16 GiB,
  reported: 15360 MiB, usable: 14909 MiB, capability: 75, bandwidth: 320, fp16_tflops: 65,
  fp32_tflops: 8.1, speed_class: turing_volta,
  usable_source: "github.com/Zheng-Chong/CatVTON/issues/133", source: "TechPowerUp")
tesla_t4 = t4
t4_16gb = t4

## A10. NVIDIA, 2021. The driver reports 23,028 MiB and leaves 21.99 GiB.
a10 = card(
  name: "A10", vendor: "NVIDIA", architecture: "Ampere", year: 2021, memory: 24 GiB,
  reported: 23028 MiB, usable: 22517 MiB, capability: 86, bandwidth: 600.2, bf16_tflops: 125,
  fp32_tflops: 31.2, speed_class: ampere_workstation, timed_runs: 3, price: 0.86,
  highest_price: 1.29, price_date: "2026-05", usable_source: "github.com/zai-org/CogVLM/issues/236",
  source: "TechPowerUp")
a10_24gb = a10

## A10G. NVIDIA, 2021. The driver reports 23,028 MiB and leaves 22.20 to 22.49 GiB, by readings;
## the lowest stands.
a10g = card(
  name: "A10G", vendor: "NVIDIA", architecture: "Ampere", year: 2021, memory: 24 GiB,
  reported: 23028 MiB, usable: 22732 MiB, capability: 86, bandwidth: 600.2, bf16_tflops: 70,
  fp32_tflops: 31.5, speed_class: ampere_workstation, timed_runs: 3, price: 1.006,
  price_date: "2026-06",
  usable_source: "github.com/XavierXiao/Dreambooth-Stable-Diffusion/issues/18",
  source: "TechPowerUp")
a10g_24gb = a10g

## A30. NVIDIA, 2021. The driver reports 24,576 MiB and leaves 23.50 to 23.53 GiB, by readings; the
## lowest stands.
a30 = card(
  name: "A30", vendor: "NVIDIA", architecture: "Ampere", year: 2021, memory: 24 GiB,
  reported: 24576 MiB, usable: 24064 MiB, capability: 80, bandwidth: 933.1, bf16_tflops: 165,
  fp32_tflops: 10.3, speed_class: ampere_datacentre,
  usable_source: "github.com/LHRLAB/ChatKBQA/issues/2", source: "TechPowerUp")
a30_24gb = a30

## A40. NVIDIA, 2020. The driver reports 46,068 MiB; what it leaves is derived. With ECC off it
## reports 49,140 MiB.
a40 = card(
  name: "A40", vendor: "NVIDIA", architecture: "Ampere", year: 2020, memory: 48 GiB,
  reported: 46068 MiB, usable: 45556 MiB, capability: 86, bandwidth: 695.8, bf16_tflops: 149.7,
  fp32_tflops: 37.4, speed_class: ampere_workstation, timed_runs: 3, usable_source: "derived",
  source: "TechPowerUp")
a40_48gb = a40

## A100 40GB. NVIDIA, 2020. The driver reports 40,960 MiB and leaves 39.50 to 39.56 GiB, by
## readings; the lowest stands.
a100_40gb = card(
  name: "A100 40GB", vendor: "NVIDIA", architecture: "Ampere", year: 2020, memory: 40 GiB,
  reported: 40960 MiB, usable: 40448 MiB, capability: 80, bandwidth: 1555, bf16_tflops: 312,
  fp32_tflops: 19.5, speed_class: ampere_datacentre, timed_runs: 266, price: 1.48,
  price_date: "2026-04 to 2026-05", usable_source: "github.com/TianheWu/CoSeR/issues/10",
  source: "TechPowerUp")
a100_40gb_sxm = a100_40gb
a100_40gb_pcie = a100_40gb
a100_pcie_40gb = a100_40gb
a100_sxm4_40gb = a100_40gb

## A100 80GB SXM. NVIDIA, 2020. The driver reports 81,920 MiB and leaves 79.14 to 79.35 GiB, by
## readings; the lowest stands.
a100 = card(
  name: "A100 80GB SXM", vendor: "NVIDIA", architecture: "Ampere", year: 2020, memory: 80 GiB,
  reported: 81920 MiB, usable: 81039 MiB, capability: 80, bandwidth: 2039, bf16_tflops: 312,
  fp32_tflops: 19.5, speed_class: ampere_datacentre, timed_runs: 266, price: 0.78,
  highest_price: 2.79, price_date: "2026-05 to 2026-06",
  usable_source: "github.com/lianqi1008/Control-GIC/issues/6", source: "TechPowerUp")
a100_80gb = a100
a100_sxm = a100
a100_80gb_sxm = a100
a100_sxm4 = a100
a100_sxm4_80gb = a100

## A100 80GB PCIe. NVIDIA, 2021. The driver reports 81,920 MiB; what it leaves is derived.
a100_pcie = card(
  name: "A100 80GB PCIe", vendor: "NVIDIA", architecture: "Ampere", year: 2021, memory: 80 GiB,
  reported: 81920 MiB, usable: 81039 MiB, capability: 80, bandwidth: 1935, bf16_tflops: 312,
  fp32_tflops: 19.5, speed_class: ampere_datacentre, timed_runs: 266, price: 1.19,
  price_date: "2026-01 to 2026-06", usable_source: "derived", source: "TechPowerUp")
a100_80gb_pcie = a100_pcie
a100_pcie_80gb = a100_pcie

## A800 80GB SXM. NVIDIA, 2022. An A100 with slower links. The driver leaves 79.33 GiB.
a800 = card(
  name: "A800 80GB SXM", vendor: "NVIDIA", architecture: "Ampere", year: 2022, memory: 80 GiB,
  usable: 81233 MiB, capability: 80, bandwidth: 2039, bf16_tflops: 312, fp32_tflops: 19.5,
  speed_class: ampere_datacentre, usable_source: "github.com/hahnyuan/PB-LLM/issues/3",
  source: "TechPowerUp")
a800_80gb = a800
a800_sxm = a800
a800_sxm4_80gb = a800

## A800 80GB PCIe. NVIDIA, 2022. What the driver leaves is derived.
a800_pcie = card(
  name: "A800 80GB PCIe", vendor: "NVIDIA", architecture: "Ampere", year: 2022, memory: 80 GiB,
  usable: 81039 MiB, capability: 80, bandwidth: 1935, bf16_tflops: 312, fp32_tflops: 19.5,
  speed_class: ampere_datacentre, usable_source: "derived", source: "TechPowerUp")
a800_80gb_pcie = a800_pcie
a800_pcie_80gb = a800_pcie

## L4. NVIDIA, 2023. The driver reports 23,034 MiB; what it leaves is derived.
l4 = card(
  name: "L4", vendor: "NVIDIA", architecture: "Ada", year: 2023, memory: 24 GiB,
  reported: 23034 MiB, usable: 22452 MiB, capability: 89, bandwidth: 300.1, bf16_tflops: 121,
  fp32_tflops: 30.3, speed_class: ada_workstation, timed_runs: 17, price: 0.44, highest_price: 0.78,
  price_date: "2026-03", usable_source: "derived", source: "TechPowerUp")
l4_24gb = l4

## L20. NVIDIA, 2023. The driver leaves 44.53 GiB.
l20 = card(
  name: "L20", vendor: "NVIDIA", architecture: "Ada", year: 2023, memory: 48 GiB,
  usable: 45598 MiB, capability: 89, bandwidth: 864,
  usable_source: "github.com/Tencent-Hunyuan/HunyuanCustom/issues/36", source: "TechPowerUp")
l20_48gb = l20

## L40. NVIDIA, 2022. The driver leaves 44.40 GiB.
l40 = card(
  name: "L40", vendor: "NVIDIA", architecture: "Ada", year: 2022, memory: 48 GiB, usable: 45465 MiB,
  capability: 89, bandwidth: 864, bf16_tflops: 181, fp32_tflops: 90.5,
  speed_class: ampere_workstation, price: 0.69, highest_price: 1.22, price_date: "2026-03",
  usable_source: "github.com/NVlabs/Eagle/issues/68", source: "TechPowerUp")
l40_48gb = l40

## L40S. NVIDIA, 2022. The driver reports 46,068 MiB and leaves 44.42 GiB.
l40s = card(
  name: "L40S", vendor: "NVIDIA", architecture: "Ada", year: 2022, memory: 48 GiB,
  reported: 46068 MiB, usable: 45486 MiB, capability: 89, bandwidth: 864, bf16_tflops: 362.05,
  fp32_tflops: 91.6, speed_class: ada_workstation, timed_runs: 17, price: 0.79, highest_price: 1.82,
  price_date: "2026-03", usable_source: "github.com/stepfun-ai/Step-Video-T2V/issues/8",
  source: "TechPowerUp")
l40s_48gb = l40s

## H100 SXM. NVIDIA, 2022. The driver reports 81,559 MiB and leaves 79.11 GiB.
h100 = card(
  name: "H100 SXM", vendor: "NVIDIA", architecture: "Hopper", year: 2022, memory: 80 GiB,
  reported: 81559 MiB, usable: 81008 MiB, capability: 90, bandwidth: 3350, bf16_tflops: 989.4,
  fp32_tflops: 66.9, speed_class: hopper, timed_runs: 34, price: 1.85, highest_price: 4.29,
  price_date: "2026-05", usable_source: "github.com/vllm-project/vllm/issues/27508",
  source: "TechPowerUp")
h100_80gb = h100
h100_sxm = h100
h100_80gb_sxm = h100
h100_sxm5 = h100
h100_sxm_80gb = h100
h100_80gb_hbm3 = h100

## H100 PCIe. NVIDIA, 2022. The driver reports 81,559 MiB; what it leaves is derived.
h100_pcie = card(
  name: "H100 PCIe", vendor: "NVIDIA", architecture: "Hopper", year: 2022, memory: 80 GiB,
  reported: 81559 MiB, usable: 80961 MiB, capability: 90, bandwidth: 2000, bf16_tflops: 756,
  fp32_tflops: 51.2, speed_class: hopper, timed_runs: 34, price: 1.99,
  price_date: "2026-01 to 2026-06", usable_source: "derived", source: "TechPowerUp")
h100_80gb_pcie = h100_pcie
h100_pcie_80gb = h100_pcie

## H100 NVL. NVIDIA, 2023. The driver reports 95,830 MiB and leaves 93.00 GiB.
h100_nvl = card(
  name: "H100 NVL", vendor: "NVIDIA", architecture: "Hopper", year: 2023, memory: 94 GiB,
  reported: 95830 MiB, usable: 95232 MiB, capability: 90, bandwidth: 3940, bf16_tflops: 835,
  fp32_tflops: 60.3, speed_class: hopper, timed_runs: 34,
  usable_source: "github.com/ali-vilab/VACE/issues/56", source: "TechPowerUp")
h100_94gb = h100_nvl
h100_nvl_94gb = h100_nvl

## H800 SXM. NVIDIA, 2023. An H100 with slower links. What the driver leaves is derived.
h800 = card(
  name: "H800 SXM", vendor: "NVIDIA", architecture: "Hopper", year: 2023, memory: 80 GiB,
  usable: 80961 MiB, capability: 90, bandwidth: 3350, usable_source: "derived",
  source: "TechPowerUp")
h800_80gb = h800
h800_sxm = h800

## H800 PCIe. NVIDIA, 2023. What the driver leaves is derived.
h800_pcie = card(
  name: "H800 PCIe", vendor: "NVIDIA", architecture: "Hopper", year: 2023, memory: 80 GiB,
  usable: 80961 MiB, capability: 90, bandwidth: 2039, usable_source: "derived",
  source: "TechPowerUp")
h800_80gb_pcie = h800_pcie

## H20. NVIDIA, 2023. The driver reports 97,871 MiB (github.com/NVIDIA/nvtrust/issues/128); what it
## leaves is derived.
h20 = card(
  name: "H20", vendor: "NVIDIA", architecture: "Hopper", year: 2023, memory: 96 GiB,
  reported: 97871 MiB, usable: 97273 MiB, capability: 90, bandwidth: 4000, bf16_tflops: 148,
  speed_class: hopper, usable_source: "derived", source: "willitrunai.com/es/gpus/h20-96gb")
h20_96gb = h20

## H200 SXM. NVIDIA, 2024. The driver reports 143,771 MiB; what it leaves is derived.
h200 = card(
  name: "H200 SXM", vendor: "NVIDIA", architecture: "Hopper", year: 2024, memory: 141 GiB,
  reported: 143771 MiB, usable: 143173 MiB, capability: 90, bandwidth: 4800, bf16_tflops: 989,
  fp32_tflops: 66.9, speed_class: hopper, price: 3.39, highest_price: 4.59, price_date: "2026-05",
  usable_source: "derived", source: "TechPowerUp")
h200_sxm = h200
h200_141gb = h200
h200_sxm5 = h200

## H200 NVL. NVIDIA, 2024. The driver reports 143,771 MiB; what it leaves is derived.
h200_nvl = card(
  name: "H200 NVL", vendor: "NVIDIA", architecture: "Hopper", year: 2024, memory: 141 GiB,
  reported: 143771 MiB, usable: 143173 MiB, capability: 90, bandwidth: 4800, bf16_tflops: 835,
  fp32_tflops: 60.3, speed_class: hopper, usable_source: "derived", source: "TechPowerUp")
h200_nvl_141gb = h200_nvl

## GH200 96GB. NVIDIA, 2023. The driver reports 97,871 MiB; what it leaves is derived.
gh200 = card(
  name: "GH200 96GB", vendor: "NVIDIA", architecture: "Hopper", year: 2023, memory: 96 GiB,
  reported: 97871 MiB, usable: 97273 MiB, capability: 90, bandwidth: 4000, bf16_tflops: 989,
  speed_class: hopper, usable_source: "derived", source: "gpuhunt")
gh200_96gb = gh200

## B200. NVIDIA, 2024. The driver reports 183,359 MiB and leaves 178.35 GiB.
b200 = card(
  name: "B200", vendor: "NVIDIA", architecture: "Blackwell", year: 2024, memory: 180 GiB,
  reported: 183359 MiB, usable: 182630 MiB, capability: 100, bandwidth: 7700, bf16_tflops: 2250,
  speed_class: blackwell_datacentre, price: 4.49, highest_price: 10.57,
  price_date: "2026-03 to 2026-06", usable_source: "github.com/unslothai/unsloth/issues/3411",
  source: "aiconfigurator, torchtitan")
b200_180gb = b200
b200_sxm = b200

## GB200. NVIDIA, 2024. aiconfigurator has 189,471 MiB as its memory; what the driver leaves is
## derived.
gb200 = card(
  name: "GB200", vendor: "NVIDIA", architecture: "Blackwell", year: 2024, memory: 186 GiB,
  reported: 189471 MiB, usable: 188742 MiB, capability: 100, bandwidth: 8000, bf16_tflops: 2500,
  speed_class: blackwell_datacentre, price: 13.52, price_date: "2026-05", usable_source: "derived",
  source: "aiconfigurator, torchtitan")

## B300. NVIDIA, 2025. aiconfigurator has 275,040 MiB as its memory; what the driver leaves is
## derived.
b300 = card(
  name: "B300", vendor: "NVIDIA", architecture: "Blackwell Ultra", year: 2025, memory: 288 GiB,
  reported: 275040 MiB, usable: 274311 MiB, capability: 103, bandwidth: 7750, bf16_tflops: 2250,
  speed_class: blackwell_datacentre, price: 6.99, price_date: "2025 or 2026",
  usable_source: "derived", source: "aiconfigurator, torchtitan")
b300_288gb = b300

## GB300. NVIDIA, 2025. aiconfigurator has 284,208 MiB as its memory; what the driver leaves is
## derived.
gb300 = card(
  name: "GB300", vendor: "NVIDIA", architecture: "Blackwell Ultra", year: 2025, memory: 288 GiB,
  reported: 284208 MiB, usable: 283479 MiB, capability: 103, bandwidth: 8000, bf16_tflops: 2500,
  speed_class: blackwell_datacentre, usable_source: "derived", source: "aiconfigurator, torchtitan")

## Instinct MI210. AMD, 2022. What the driver leaves is derived.
mi210 = card(
  name: "Instinct MI210", vendor: "AMD", architecture: "CDNA 2", year: 2022, memory: 64 GiB,
  usable: 65515 MiB, bandwidth: 1638, bf16_tflops: 181, speed_class: amd, usable_source: "derived",
  source: "llm-analysis")
mi210_64gb = mi210
instinct_mi210 = mi210

## Instinct MI250X. AMD, 2021. A card appears as two devices of 64 GB, and this is one; what the
## driver leaves is derived.
mi250x = card(
  name: "Instinct MI250X, one die", vendor: "AMD", architecture: "CDNA 2", year: 2021,
  memory: 64 GiB, usable: 65515 MiB, bandwidth: 1638, bf16_tflops: 191.5, speed_class: amd,
  usable_source: "derived", source: "llm-analysis, llmfit, torchtitan")
instinct_mi250x = mi250x

## Instinct MI300X. AMD, 2023. The driver leaves 196,592 MiB. Pool size in rocminfo.
mi300x = card(
  name: "Instinct MI300X", vendor: "AMD", architecture: "CDNA 3", year: 2023, memory: 192 GiB,
  usable: 196592 MiB, bandwidth: 5300, bf16_tflops: 1307.4, speed_class: amd, price: 1.5,
  highest_price: 1.99, price_date: "2026-05", usable_source: "github.com/ROCm/vllm/issues/397",
  source: "AMD, torchtitan")
mi300x_192gb = mi300x
instinct_mi300x = mi300x

## Instinct MI325X. AMD, 2024. What the driver leaves is derived.
mi325x = card(
  name: "Instinct MI325X", vendor: "AMD", architecture: "CDNA 3", year: 2024, memory: 256 GiB,
  usable: 262123 MiB, bandwidth: 6000, bf16_tflops: 1300, speed_class: amd, price: 1.95,
  price_date: "2026-05", usable_source: "derived", source: "AMD, torchtitan")
mi325x_256gb = mi325x
instinct_mi325x = mi325x

## Instinct MI355X. AMD, 2025. What the driver leaves is derived.
mi355x = card(
  name: "Instinct MI355X", vendor: "AMD", architecture: "CDNA 4", year: 2025, memory: 288 GiB,
  usable: 294891 MiB, bandwidth: 8000, bf16_tflops: 2500, speed_class: amd,
  usable_source: "derived", source: "AMD, torchtitan")
mi355x_288gb = mi355x
instinct_mi355x = mi355x

# Other makers

## Gaudi 2. Intel, 2022. What is usable is derived.
gaudi2 = card(
  name: "Gaudi 2", vendor: "Intel", architecture: "Gaudi", year: 2022, memory: 96 GiB,
  usable: 97423 MiB, bandwidth: 2460, bf16_tflops: 432, usable_source: "derived", source: "gpuhunt")
gaudi_2 = gaudi2

## Gaudi 3. Intel, 2024. What is usable is derived. Its figures are not verified.
gaudi3 = card(
  name: "Gaudi 3", vendor: "Intel", architecture: "Gaudi", year: 2024, memory: 128 GiB,
  usable: 130191 MiB, bandwidth: 3700, bf16_tflops: 1835, usable_source: "derived", source: "not verified")
gaudi_3 = gaudi3

## Data Center GPU Max 1550. Intel, 2023. What is usable is derived.
max1550 = card(
  name: "Data Center GPU Max 1550", vendor: "Intel", architecture: "Xe-HPC", year: 2023,
  memory: 128 GiB, usable: 130191 MiB, bandwidth: 3280, bf16_tflops: 298.2,
  usable_source: "derived", source: "TechPowerUp")
max_1550 = max1550

## Arc A770 16GB. Intel, 2022. What is usable is derived.
arc_a770 = card(
  name: "Arc A770 16GB", vendor: "Intel", architecture: "Xe-HPG", year: 2022, memory: 16 GiB,
  usable: 15503 MiB, bandwidth: 512, usable_source: "derived", source: "TechPowerUp")
a770 = arc_a770

## Arc B580. Intel, 2024. What is usable is derived.
arc_b580 = card(
  name: "Arc B580", vendor: "Intel", architecture: "Xe2-HPG", year: 2024, memory: 12 GiB,
  usable: 11407 MiB, bandwidth: 456, usable_source: "derived", source: "TechPowerUp")
b580 = arc_b580

## Arc Pro B60. Intel, 2025. What is usable is derived.
arc_pro_b60 = card(
  name: "Arc Pro B60", vendor: "Intel", architecture: "Xe2-HPG", year: 2025, memory: 24 GiB,
  usable: 23695 MiB, bandwidth: 456, bf16_tflops: 98.3, usable_source: "derived",
  source: "TechPowerUp")
b60 = arc_pro_b60
arc_b60 = arc_pro_b60

## TPU v4. Google, 2021. What is usable is derived.
tpu_v4 = card(
  name: "TPU v4", vendor: "Google", architecture: "TPU", year: 2021, memory: 32 GiB,
  usable: 31887 MiB, bf16_tflops: 275, usable_source: "derived",
  source: "lightning-fabric, maxtext")

## TPU v5e. Google, 2023. What is usable is derived.
tpu_v5e = card(
  name: "TPU v5e", vendor: "Google", architecture: "TPU", year: 2023, memory: 16 GiB,
  usable: 15503 MiB, bf16_tflops: 197, price: 1.2, price_date: "2026", usable_source: "derived",
  source: "lightning-fabric, maxtext")

## TPU v5p. Google, 2023. What is usable is derived. maxtext's table has 96 GB.
tpu_v5p = card(
  name: "TPU v5p", vendor: "Google", architecture: "TPU", year: 2023, memory: 95 GiB,
  usable: 96399 MiB, bf16_tflops: 459, price: 2.4, price_date: "2026", usable_source: "derived",
  source: "maxtext")

## TPU v6e (Trillium). Google, 2024. What is usable is derived.
tpu_v6e = card(
  name: "TPU v6e", vendor: "Google", architecture: "TPU", year: 2024, memory: 32 GiB,
  usable: 31887 MiB, bf16_tflops: 918, price: 2.97, price_date: "2026", usable_source: "derived",
  source: "maxtext")
trillium = tpu_v6e

# AMD for the desk

## Radeon RX 7900 XT. AMD, 2022. What the driver leaves is derived.
rx7900xt = card(
  name: "Radeon RX 7900 XT", vendor: "AMD", architecture: "RDNA 3.0", year: 2022, memory: 20 GiB,
  usable: 20459 MiB, bandwidth: 800, bf16_tflops: 103, fp32_tflops: 51.5, speed_class: amd,
  usable_source: "derived", source: "TechPowerUp")
rx_7900_xt = rx7900xt
rx7900_xt = rx7900xt
radeon_rx_7900_xt = rx7900xt

## Radeon RX 7900 XTX. AMD, 2022. What the driver leaves is derived.
rx7900xtx = card(
  name: "Radeon RX 7900 XTX", vendor: "AMD", architecture: "RDNA 3.0", year: 2022, memory: 24 GiB,
  usable: 24555 MiB, bandwidth: 960, bf16_tflops: 122.8, fp32_tflops: 61.4, speed_class: amd,
  usable_source: "derived", source: "TechPowerUp")
rx_7900_xtx = rx7900xtx
rx7900_xtx = rx7900xtx
radeon_rx_7900_xtx = rx7900xtx

## Radeon RX 9070 XT. AMD, 2025. What the driver leaves is derived.
rx9070xt = card(
  name: "Radeon RX 9070 XT", vendor: "AMD", architecture: "RDNA 4.0", year: 2025, memory: 16 GiB,
  usable: 16363 MiB, bandwidth: 644.6, bf16_tflops: 194.6, fp32_tflops: 48.7, speed_class: amd,
  usable_source: "derived", source: "TechPowerUp")
rx_9070_xt = rx9070xt
rx9070_xt = rx9070xt
radeon_rx_9070_xt = rx9070xt

## Radeon RX 9070. AMD, 2025. What the driver leaves is derived.
rx9070 = card(
  name: "Radeon RX 9070", vendor: "AMD", architecture: "RDNA 4.0", year: 2025, memory: 16 GiB,
  usable: 16363 MiB, bandwidth: 644.6, bf16_tflops: 144.5, fp32_tflops: 36.1, speed_class: amd,
  usable_source: "derived", source: "TechPowerUp")
rx_9070 = rx9070
radeon_rx_9070 = rx9070

## Radeon PRO W7900. AMD, 2023. What the driver leaves is derived.
w7900 = card(
  name: "Radeon PRO W7900", vendor: "AMD", architecture: "RDNA 3.0", year: 2023, memory: 48 GiB,
  usable: 49131 MiB, bandwidth: 864, bf16_tflops: 122.6, fp32_tflops: 61.3, speed_class: amd,
  usable_source: "derived", source: "TechPowerUp")
radeon_pro_w7900 = w7900

# One memory for CPU and GPU

## DGX Spark (GB10). NVIDIA, 2025. The system sees 121.63 GiB, shared with the CPU.
dgx_spark = card(
  name: "DGX Spark (GB10)", vendor: "NVIDIA", architecture: "Blackwell", year: 2025,
  memory: 128 GiB, usable: 124549 MiB, capability: 121, bandwidth: 273, unified: on,
  usable_source: "AlexsJones/llmfit community data, nvidia-gb10", source: "TechPowerUp")
gb10 = dgx_spark

## Jetson Thor T5000 128GB. NVIDIA, 2025. Shared with the CPU; what is usable is derived.
jetson_thor = card(
  name: "Jetson Thor T5000 128 GB", vendor: "NVIDIA", architecture: "Blackwell", year: 2025,
  memory: 128 GiB, usable: 124549 MiB, capability: 110, bandwidth: 273.2, unified: on,
  usable_source: "derived", source: "TechPowerUp")
jetson_thor_128gb = jetson_thor

## Jetson AGX Orin 64GB. NVIDIA, 2023. Shared with the CPU; what is usable is derived.
jetson_orin_64gb = card(
  name: "Jetson AGX Orin 64 GB", vendor: "NVIDIA", architecture: "Ampere", year: 2023,
  memory: 64 GiB, usable: 62274 MiB, capability: 87, bandwidth: 204.8, unified: on,
  usable_source: "derived", source: "TechPowerUp")
orin_64gb = jetson_orin_64gb
jetson_agx_orin_64gb = jetson_orin_64gb

## Jetson AGX Orin 32GB. NVIDIA, 2023. Shared with the CPU; what is usable is derived.
jetson_orin_32gb = card(
  name: "Jetson AGX Orin 32 GB", vendor: "NVIDIA", architecture: "Ampere", year: 2023,
  memory: 32 GiB, usable: 31137 MiB, capability: 87, bandwidth: 204.8, unified: on,
  usable_source: "derived", source: "TechPowerUp")
orin_32gb = jetson_orin_32gb
jetson_agx_orin_32gb = jetson_orin_32gb

## Jetson Orin NX 16GB. NVIDIA, 2023. Shared with the CPU; what is usable is derived.
jetson_orin_nx = card(
  name: "Jetson Orin NX 16 GB", vendor: "NVIDIA", architecture: "Ampere", year: 2023,
  memory: 16 GiB, usable: 15568 MiB, capability: 87, bandwidth: 102.4, unified: on,
  usable_source: "derived", source: "TechPowerUp")
orin_nx = jetson_orin_nx
jetson_orin_nx_16gb = jetson_orin_nx

## Jetson Orin Nano Super 8GB. NVIDIA, 2024. Shared with the CPU; what is usable is derived.
jetson_orin_nano = card(
  name: "Jetson Orin Nano Super 8 GB", vendor: "NVIDIA", architecture: "Ampere", year: 2024,
  memory: 8 GiB, usable: 7784 MiB, capability: 87, bandwidth: 102.4, unified: on,
  usable_source: "derived", source: "TechPowerUp")
orin_nano = jetson_orin_nano
jetson_orin_nano_8gb = jetson_orin_nano

## Ryzen AI Max+ 395 (Radeon 8060S, 128GB). AMD, 2025. Shared with the CPU; what is usable is
## derived. It is less where the BIOS sets a fixed share for the GPU.
ryzen_ai_max_395 = card(
  name: "Ryzen AI Max+ 395 128 GB", vendor: "AMD", architecture: "RDNA 3.5", year: 2025,
  memory: 128 GiB, usable: 124549 MiB, bandwidth: 256, unified: on, usable_source: "derived",
  source: "TechPowerUp")
strix_halo = ryzen_ai_max_395
ryzen_ai_max_395_128gb = ryzen_ai_max_395

# Macs. One memory for CPU and GPU; `usable` is what Metal recommends as the most for the GPU
# (`recommendedMaxWorkingSetSize`) unless the owner sets iogpu.wired_limit_mb. Older systems: two
# thirds up to 32 GB, three quarters above; these are the figures here, as the lowest. Newer ones
# give about 74 % of 16 GB, 78 % of 32 to 48 GB, 81 % of 64 GB and 84 % of 128 GB. `"derived"` is
# a size for which only the share is known; a reading holds for its size, whatever the chip. A
# bandwidth that differs within one name is left out.

## Apple M1, 8 GB. Apple, 2020. The GPU gets two thirds, 5,461 MiB; this is derived.
m1_8gb = card(
  name: "M1 8 GB", vendor: "Apple", architecture: "M1", year: 2020, memory: 8 GiB, usable: 5461 MiB,
  bandwidth: 68, unified: on, usable_source: "derived", source: "llmfit")

## Apple M1, 16 GB. Apple, 2020. The GPU gets two thirds, 10,922 MiB; newer systems give it 12,124.
m1_16gb = card(
  name: "M1 16 GB", vendor: "Apple", architecture: "M1", year: 2020, memory: 16 GiB,
  usable: 10922 MiB, bandwidth: 68, unified: on,
  usable_source: "github.com/abetlen/llama-cpp-python/issues/687", source: "llmfit")

## Apple M1 Pro, 16 GB. Apple, 2020. The GPU gets two thirds, 10,922 MiB; newer systems give it
## 12,124.
m1_pro_16gb = card(
  name: "M1 Pro 16 GB", vendor: "Apple", architecture: "M1", year: 2020, memory: 16 GiB,
  usable: 10922 MiB, bandwidth: 200, unified: on,
  usable_source: "github.com/abetlen/llama-cpp-python/issues/687", source: "llmfit")

## Apple M1 Pro, 32 GB. Apple, 2020. The GPU gets two thirds, 21,845 MiB; newer systems give it
## 25,559.
m1_pro_32gb = card(
  name: "M1 Pro 32 GB", vendor: "Apple", architecture: "M1", year: 2020, memory: 32 GiB,
  usable: 21845 MiB, bandwidth: 200, unified: on,
  usable_source: "github.com/ollama/ollama/issues/434", source: "llmfit")

## Apple M1 Max, 32 GB. Apple, 2020. The GPU gets two thirds, 21,845 MiB; newer systems give it
## 25,559.
m1_max_32gb = card(
  name: "M1 Max 32 GB", vendor: "Apple", architecture: "M1", year: 2020, memory: 32 GiB,
  usable: 21845 MiB, bandwidth: 400, unified: on,
  usable_source: "github.com/ollama/ollama/issues/434", source: "llmfit")

## Apple M1 Max, 64 GB. Apple, 2020. The GPU gets three quarters, 49,152 MiB; newer systems give it
## 53,084.
m1_max_64gb = card(
  name: "M1 Max 64 GB", vendor: "Apple", architecture: "M1", year: 2020, memory: 64 GiB,
  usable: 49152 MiB, bandwidth: 400, unified: on,
  usable_source: "github.com/ggml-org/llama.cpp/issues/1870", source: "llmfit")

## Apple M1 Ultra, 64 GB. Apple, 2020. The GPU gets three quarters, 49,152 MiB; newer systems give
## it 53,084.
m1_ultra_64gb = card(
  name: "M1 Ultra 64 GB", vendor: "Apple", architecture: "M1", year: 2020, memory: 64 GiB,
  usable: 49152 MiB, bandwidth: 800, unified: on,
  usable_source: "github.com/ggml-org/llama.cpp/issues/1870", source: "llmfit")

## Apple M1 Ultra, 128 GB. Apple, 2020. The GPU gets three quarters, 98,304 MiB; newer systems give
## it 110,100.
m1_ultra_128gb = card(
  name: "M1 Ultra 128 GB", vendor: "Apple", architecture: "M1", year: 2020, memory: 128 GiB,
  usable: 98304 MiB, bandwidth: 800, unified: on, usable_source: "Metal device logs of llama.cpp",
  source: "llmfit")

## Apple M2, 8 GB. Apple, 2022. The GPU gets two thirds, 5,461 MiB; this is derived.
m2_8gb = card(
  name: "M2 8 GB", vendor: "Apple", architecture: "M2", year: 2022, memory: 8 GiB, usable: 5461 MiB,
  bandwidth: 100, unified: on, usable_source: "derived", source: "llmfit")

## Apple M2, 16 GB. Apple, 2022. The GPU gets two thirds, 10,922 MiB; newer systems give it 12,124.
m2_16gb = card(
  name: "M2 16 GB", vendor: "Apple", architecture: "M2", year: 2022, memory: 16 GiB,
  usable: 10922 MiB, bandwidth: 100, unified: on,
  usable_source: "github.com/abetlen/llama-cpp-python/issues/687", source: "llmfit")

## Apple M2, 24 GB. Apple, 2022. The GPU gets two thirds, 16,384 MiB; newer systems give it 18,186.
m2_24gb = card(
  name: "M2 24 GB", vendor: "Apple", architecture: "M2", year: 2022, memory: 24 GiB,
  usable: 16384 MiB, bandwidth: 100, unified: on, usable_source: "Metal device logs of llama.cpp",
  source: "llmfit")

## Apple M2 Pro, 16 GB. Apple, 2022. The GPU gets two thirds, 10,922 MiB; newer systems give it
## 12,124.
m2_pro_16gb = card(
  name: "M2 Pro 16 GB", vendor: "Apple", architecture: "M2", year: 2022, memory: 16 GiB,
  usable: 10922 MiB, bandwidth: 200, unified: on,
  usable_source: "github.com/abetlen/llama-cpp-python/issues/687", source: "llmfit")

## Apple M2 Pro, 32 GB. Apple, 2022. The GPU gets two thirds, 21,845 MiB; newer systems give it
## 25,559.
m2_pro_32gb = card(
  name: "M2 Pro 32 GB", vendor: "Apple", architecture: "M2", year: 2022, memory: 32 GiB,
  usable: 21845 MiB, bandwidth: 200, unified: on,
  usable_source: "github.com/ollama/ollama/issues/434", source: "llmfit")

## Apple M2 Max, 32 GB. Apple, 2022. The GPU gets two thirds, 21,845 MiB; newer systems give it
## 25,559.
m2_max_32gb = card(
  name: "M2 Max 32 GB", vendor: "Apple", architecture: "M2", year: 2022, memory: 32 GiB,
  usable: 21845 MiB, bandwidth: 400, unified: on,
  usable_source: "github.com/ollama/ollama/issues/434", source: "llmfit")

## Apple M2 Max, 64 GB. Apple, 2022. The GPU gets three quarters, 49,152 MiB; newer systems give it
## 53,084.
m2_max_64gb = card(
  name: "M2 Max 64 GB", vendor: "Apple", architecture: "M2", year: 2022, memory: 64 GiB,
  usable: 49152 MiB, bandwidth: 400, unified: on,
  usable_source: "github.com/ggml-org/llama.cpp/issues/1870", source: "llmfit")

## Apple M2 Max, 96 GB. Apple, 2022. The GPU gets three quarters, 73,728 MiB.
m2_max_96gb = card(
  name: "M2 Max 96 GB", vendor: "Apple", architecture: "M2", year: 2022, memory: 96 GiB,
  usable: 73728 MiB, bandwidth: 400, unified: on,
  usable_source: "github.com/ggml-org/llama.cpp/issues/3213", source: "llmfit")

## Apple M2 Ultra, 64 GB. Apple, 2022. The GPU gets three quarters, 49,152 MiB; newer systems give
## it 53,084.
m2_ultra_64gb = card(
  name: "M2 Ultra 64 GB", vendor: "Apple", architecture: "M2", year: 2022, memory: 64 GiB,
  usable: 49152 MiB, bandwidth: 800, unified: on,
  usable_source: "github.com/ggml-org/llama.cpp/issues/1870", source: "llmfit")

## Apple M2 Ultra, 128 GB. Apple, 2022. The GPU gets three quarters, 98,304 MiB; newer systems give
## it 110,100.
m2_ultra_128gb = card(
  name: "M2 Ultra 128 GB", vendor: "Apple", architecture: "M2", year: 2022, memory: 128 GiB,
  usable: 98304 MiB, bandwidth: 800, unified: on, usable_source: "Metal device logs of llama.cpp",
  source: "llmfit")

## Apple M2 Ultra, 192 GB. Apple, 2022. The GPU gets three quarters, 147,456 MiB.
m2_ultra_192gb = card(
  name: "M2 Ultra 192 GB", vendor: "Apple", architecture: "M2", year: 2022, memory: 192 GiB,
  usable: 147456 MiB, bandwidth: 800, unified: on, usable_source: "derived", source: "llmfit")

## Apple M3, 8 GB. Apple, 2023. The GPU gets two thirds, 5,461 MiB; this is derived.
m3_8gb = card(
  name: "M3 8 GB", vendor: "Apple", architecture: "M3", year: 2023, memory: 8 GiB, usable: 5461 MiB,
  bandwidth: 100, unified: on, usable_source: "derived", source: "llmfit")

## Apple M3, 16 GB. Apple, 2023. The GPU gets two thirds, 10,922 MiB; newer systems give it 12,124.
m3_16gb = card(
  name: "M3 16 GB", vendor: "Apple", architecture: "M3", year: 2023, memory: 16 GiB,
  usable: 10922 MiB, bandwidth: 100, unified: on,
  usable_source: "github.com/abetlen/llama-cpp-python/issues/687", source: "llmfit")

## Apple M3, 24 GB. Apple, 2023. The GPU gets two thirds, 16,384 MiB; newer systems give it 18,186.
m3_24gb = card(
  name: "M3 24 GB", vendor: "Apple", architecture: "M3", year: 2023, memory: 24 GiB,
  usable: 16384 MiB, bandwidth: 100, unified: on, usable_source: "Metal device logs of llama.cpp",
  source: "llmfit")

## Apple M3 Pro, 18 GB. Apple, 2023. The GPU gets two thirds, 12,288 MiB; newer systems give it
## 13,640.
m3_pro_18gb = card(
  name: "M3 Pro 18 GB", vendor: "Apple", architecture: "M3", year: 2023, memory: 18 GiB,
  usable: 12288 MiB, bandwidth: 150, unified: on, usable_source: "derived", source: "llmfit")

## Apple M3 Pro, 36 GB. Apple, 2023. The GPU gets three quarters, 27,648 MiB; newer systems give it
## 28,754.
m3_pro_36gb = card(
  name: "M3 Pro 36 GB", vendor: "Apple", architecture: "M3", year: 2023, memory: 36 GiB,
  usable: 27648 MiB, bandwidth: 150, unified: on, usable_source: "derived", source: "llmfit")

## Apple M3 Max, 36 GB. Apple, 2023. The GPU gets three quarters, 27,648 MiB; newer systems give it
## 28,754.
m3_max_36gb = card(
  name: "M3 Max 36 GB", vendor: "Apple", architecture: "M3", year: 2023, memory: 36 GiB,
  usable: 27648 MiB, unified: on, usable_source: "derived", source: "llmfit")

## Apple M3 Max, 48 GB. Apple, 2023. The GPU gets three quarters, 36,864 MiB; newer systems give it
## 38,338.
m3_max_48gb = card(
  name: "M3 Max 48 GB", vendor: "Apple", architecture: "M3", year: 2023, memory: 48 GiB,
  usable: 36864 MiB, bandwidth: 400, unified: on, usable_source: "derived", source: "llmfit")

## Apple M3 Max, 64 GB. Apple, 2023. The GPU gets three quarters, 49,152 MiB; newer systems give it
## 53,084.
m3_max_64gb = card(
  name: "M3 Max 64 GB", vendor: "Apple", architecture: "M3", year: 2023, memory: 64 GiB,
  usable: 49152 MiB, bandwidth: 400, unified: on,
  usable_source: "github.com/ggml-org/llama.cpp/issues/1870", source: "llmfit")

## Apple M3 Max, 96 GB. Apple, 2023. The GPU gets three quarters, 73,728 MiB.
m3_max_96gb = card(
  name: "M3 Max 96 GB", vendor: "Apple", architecture: "M3", year: 2023, memory: 96 GiB,
  usable: 73728 MiB, unified: on, usable_source: "github.com/ggml-org/llama.cpp/issues/3213",
  source: "llmfit")

## Apple M3 Max, 128 GB. Apple, 2023. The GPU gets three quarters, 98,304 MiB; newer systems give
## it 110,100.
m3_max_128gb = card(
  name: "M3 Max 128 GB", vendor: "Apple", architecture: "M3", year: 2023, memory: 128 GiB,
  usable: 98304 MiB, bandwidth: 400, unified: on, usable_source: "Metal device logs of llama.cpp",
  source: "llmfit")

## Apple M3 Ultra, 96 GB. Apple, 2023. The GPU gets three quarters, 73,728 MiB.
m3_ultra_96gb = card(
  name: "M3 Ultra 96 GB", vendor: "Apple", architecture: "M3", year: 2023, memory: 96 GiB,
  usable: 73728 MiB, bandwidth: 800, unified: on,
  usable_source: "github.com/ggml-org/llama.cpp/issues/3213", source: "llmfit")

## Apple M3 Ultra, 256 GB. Apple, 2023. The GPU gets three quarters, 196,608 MiB.
m3_ultra_256gb = card(
  name: "M3 Ultra 256 GB", vendor: "Apple", architecture: "M3", year: 2023, memory: 256 GiB,
  usable: 196608 MiB, bandwidth: 800, unified: on, usable_source: "derived", source: "llmfit")

## Apple M3 Ultra, 512 GB. Apple, 2023. The GPU gets three quarters, 393,216 MiB.
m3_ultra_512gb = card(
  name: "M3 Ultra 512 GB", vendor: "Apple", architecture: "M3", year: 2023, memory: 512 GiB,
  usable: 393216 MiB, bandwidth: 800, unified: on, usable_source: "derived", source: "llmfit")

## Apple M4, 16 GB. Apple, 2024. The GPU gets two thirds, 10,922 MiB; newer systems give it 12,124.
m4_16gb = card(
  name: "M4 16 GB", vendor: "Apple", architecture: "M4", year: 2024, memory: 16 GiB,
  usable: 10922 MiB, bandwidth: 120, unified: on,
  usable_source: "github.com/abetlen/llama-cpp-python/issues/687", source: "llmfit")

## Apple M4, 24 GB. Apple, 2024. The GPU gets two thirds, 16,384 MiB; newer systems give it 18,186.
m4_24gb = card(
  name: "M4 24 GB", vendor: "Apple", architecture: "M4", year: 2024, memory: 24 GiB,
  usable: 16384 MiB, bandwidth: 120, unified: on, usable_source: "Metal device logs of llama.cpp",
  source: "llmfit")

## Apple M4, 32 GB. Apple, 2024. The GPU gets two thirds, 21,845 MiB; newer systems give it 25,559.
m4_32gb = card(
  name: "M4 32 GB", vendor: "Apple", architecture: "M4", year: 2024, memory: 32 GiB,
  usable: 21845 MiB, bandwidth: 120, unified: on,
  usable_source: "github.com/ollama/ollama/issues/434", source: "llmfit")

## Apple M4 Pro, 24 GB. Apple, 2024. The GPU gets two thirds, 16,384 MiB; newer systems give it
## 18,186.
m4_pro_24gb = card(
  name: "M4 Pro 24 GB", vendor: "Apple", architecture: "M4", year: 2024, memory: 24 GiB,
  usable: 16384 MiB, bandwidth: 273, unified: on, usable_source: "Metal device logs of llama.cpp",
  source: "llmfit")

## Apple M4 Pro, 48 GB. Apple, 2024. The GPU gets three quarters, 36,864 MiB; newer systems give it
## 38,338.
m4_pro_48gb = card(
  name: "M4 Pro 48 GB", vendor: "Apple", architecture: "M4", year: 2024, memory: 48 GiB,
  usable: 36864 MiB, bandwidth: 273, unified: on, usable_source: "derived", source: "llmfit")

## Apple M4 Pro, 64 GB. Apple, 2024. The GPU gets three quarters, 49,152 MiB; newer systems give it
## 53,084.
m4_pro_64gb = card(
  name: "M4 Pro 64 GB", vendor: "Apple", architecture: "M4", year: 2024, memory: 64 GiB,
  usable: 49152 MiB, bandwidth: 273, unified: on,
  usable_source: "github.com/ggml-org/llama.cpp/issues/1870", source: "llmfit")

## Apple M4 Max, 36 GB. Apple, 2024. The GPU gets three quarters, 27,648 MiB; newer systems give it
## 28,754.
m4_max_36gb = card(
  name: "M4 Max 36 GB", vendor: "Apple", architecture: "M4", year: 2024, memory: 36 GiB,
  usable: 27648 MiB, unified: on, usable_source: "derived", source: "llmfit")

## Apple M4 Max, 48 GB. Apple, 2024. The GPU gets three quarters, 36,864 MiB; newer systems give it
## 38,338.
m4_max_48gb = card(
  name: "M4 Max 48 GB", vendor: "Apple", architecture: "M4", year: 2024, memory: 48 GiB,
  usable: 36864 MiB, bandwidth: 546, unified: on, usable_source: "derived", source: "llmfit")

## Apple M4 Max, 64 GB. Apple, 2024. The GPU gets three quarters, 49,152 MiB; newer systems give it
## 53,084.
m4_max_64gb = card(
  name: "M4 Max 64 GB", vendor: "Apple", architecture: "M4", year: 2024, memory: 64 GiB,
  usable: 49152 MiB, bandwidth: 546, unified: on,
  usable_source: "github.com/ggml-org/llama.cpp/issues/1870", source: "llmfit")

## Apple M4 Max, 128 GB. Apple, 2024. The GPU gets three quarters, 98,304 MiB; newer systems give
## it 110,100.
m4_max_128gb = card(
  name: "M4 Max 128 GB", vendor: "Apple", architecture: "M4", year: 2024, memory: 128 GiB,
  usable: 98304 MiB, bandwidth: 546, unified: on, usable_source: "Metal device logs of llama.cpp",
  source: "llmfit")

## Apple M5, 16 GB. Apple, 2025. The GPU gets two thirds, 10,922 MiB; newer systems give it 12,124.
m5_16gb = card(
  name: "M5 16 GB", vendor: "Apple", architecture: "M5", year: 2025, memory: 16 GiB,
  usable: 10922 MiB, bandwidth: 153.6, unified: on,
  usable_source: "github.com/abetlen/llama-cpp-python/issues/687", source: "llmfit")

## Apple M5, 24 GB. Apple, 2025. The GPU gets two thirds, 16,384 MiB; newer systems give it 18,186.
m5_24gb = card(
  name: "M5 24 GB", vendor: "Apple", architecture: "M5", year: 2025, memory: 24 GiB,
  usable: 16384 MiB, bandwidth: 153.6, unified: on,
  usable_source: "Metal device logs of llama.cpp", source: "llmfit")

## Apple M5, 32 GB. Apple, 2025. The GPU gets two thirds, 21,845 MiB; newer systems give it 25,559.
m5_32gb = card(
  name: "M5 32 GB", vendor: "Apple", architecture: "M5", year: 2025, memory: 32 GiB,
  usable: 21845 MiB, bandwidth: 153.6, unified: on,
  usable_source: "github.com/ollama/ollama/issues/434", source: "llmfit")

## Apple M5 Pro, 24 GB. Apple, 2025. The GPU gets two thirds, 16,384 MiB; newer systems give it
## 18,186.
m5_pro_24gb = card(
  name: "M5 Pro 24 GB", vendor: "Apple", architecture: "M5", year: 2025, memory: 24 GiB,
  usable: 16384 MiB, bandwidth: 307, unified: on, usable_source: "Metal device logs of llama.cpp",
  source: "llmfit")

## Apple M5 Pro, 48 GB. Apple, 2025. The GPU gets three quarters, 36,864 MiB; newer systems give it
## 38,338.
m5_pro_48gb = card(
  name: "M5 Pro 48 GB", vendor: "Apple", architecture: "M5", year: 2025, memory: 48 GiB,
  usable: 36864 MiB, bandwidth: 307, unified: on, usable_source: "derived", source: "llmfit")

## Apple M5 Pro, 64 GB. Apple, 2025. The GPU gets three quarters, 49,152 MiB; newer systems give it
## 53,084.
m5_pro_64gb = card(
  name: "M5 Pro 64 GB", vendor: "Apple", architecture: "M5", year: 2025, memory: 64 GiB,
  usable: 49152 MiB, bandwidth: 307, unified: on,
  usable_source: "github.com/ggml-org/llama.cpp/issues/1870", source: "llmfit")

## Apple M5 Max, 36 GB. Apple, 2025. The GPU gets three quarters, 27,648 MiB; newer systems give it
## 28,754.
m5_max_36gb = card(
  name: "M5 Max 36 GB", vendor: "Apple", architecture: "M5", year: 2025, memory: 36 GiB,
  usable: 27648 MiB, unified: on, usable_source: "derived", source: "llmfit")

## Apple M5 Max, 48 GB. Apple, 2025. The GPU gets three quarters, 36,864 MiB; newer systems give it
## 38,338.
m5_max_48gb = card(
  name: "M5 Max 48 GB", vendor: "Apple", architecture: "M5", year: 2025, memory: 48 GiB,
  usable: 36864 MiB, bandwidth: 614, unified: on, usable_source: "derived", source: "llmfit")

## Apple M5 Max, 64 GB. Apple, 2025. The GPU gets three quarters, 49,152 MiB; newer systems give it
## 53,084.
m5_max_64gb = card(
  name: "M5 Max 64 GB", vendor: "Apple", architecture: "M5", year: 2025, memory: 64 GiB,
  usable: 49152 MiB, bandwidth: 614, unified: on,
  usable_source: "github.com/ggml-org/llama.cpp/issues/1870", source: "llmfit")

## Apple M5 Max, 128 GB. Apple, 2025. The GPU gets three quarters, 98,304 MiB; newer systems give
## it 110,100.
m5_max_128gb = card(
  name: "M5 Max 128 GB", vendor: "Apple", architecture: "M5", year: 2025, memory: 128 GiB,
  usable: 98304 MiB, bandwidth: 614, unified: on, usable_source: "Metal device logs of llama.cpp",
  source: "llmfit")
"""#
}
