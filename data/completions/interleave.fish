# SPDX-License-Identifier: GPL-3.0-or-later
# fish completion for interleave

# "name<Tab>title" for each line of a list.
function __interleave_names
    set -l column 2
    test $argv[1] = presets; and set column 4
    LC_ALL=C.UTF-8 interleave-cli list $argv[1] 2>/dev/null | awk -F '  +' -v column=$column '{ print $1 "\t" $column }'
end

# Names separated by commas: the last one is completed.
function __interleave_models_list
    set -l before (commandline -ct | string replace -r '^--?[a-z]+=' '' | string match -r '^.*,')
    for line in (__interleave_names models)
        echo "$before$line"
    end
end

complete -c interleave -f -k -a '(__fish_complete_suffix .trace)'
complete -c interleave -s h -l help -d 'Print help'
complete -c interleave -l version -d 'Print the version'
complete -c interleave -l new-window -d 'Open another window'
complete -c interleave -l screenshot -r -d 'Write a picture of the window'
complete -c interleave -l page -x -a 'explore race latency history' -d 'The page to show'
complete -c interleave -l preset -x -a '(__interleave_names presets | string trim -l -c @)' -d 'Run this preset first'
complete -c interleave -l trace -x -k -a '(__fish_complete_suffix .trace)' -d 'Show this saved run instead'
complete -c interleave -l workload -x -a '(__interleave_names workloads)' -d 'Run this workload first'
complete -c interleave -l models -x -a '(__interleave_models_list)' -d 'The models to run it under'
complete -c interleave -s p -l param -x -d 'A value of the workload or the model'
complete -c interleave -l select -x -d 'What to look at closely'
complete -c interleave -l size -x -d 'Size of the window'
complete -c interleave -l scale -x -d 'Pixels in the picture for one of the window'
complete -c interleave -l text -x -d 'Size of the text'
complete -c interleave -l theme -x -a 'system light dark' -d 'Light or dark'
complete -c interleave -l lang -x -d 'The language'
complete -c interleave -l rounded -d 'With rounded corners and a shadow'
