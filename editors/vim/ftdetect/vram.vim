autocmd BufNewFile,BufRead *.vram setfiletype vram
autocmd BufNewFile,BufRead * if getline(1) =~# '^#!.*\<vram\>' | setfiletype vram | endif
