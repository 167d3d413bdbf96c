/**
 * What bash needs before the script of @bomb.sh/tab where the package bash-completion is not there: the words
 * of the line up to the cursor, which `=` and `:` do not part.
 */
export const BEFORE_BASH = `if ! declare -F _get_comp_words_by_ref > /dev/null; then
    _get_comp_words_by_ref() {
        local line=\${COMP_LINE:0:COMP_POINT}
        IFS=$' \\t\\n' read -r -a words <<< "$line"
        [[ $line == *[[:space:]] ]] && words+=("")
        cword=$(( \${#words[@]} - 1 ))
        cur=\${words[cword]}
        prev=\${words[cword - 1]}
    }
fi
`;

/** And after it: where it knows of nothing, as of paths, bash completes the names of files. */
export const AFTER_BASH = `
__topdown_or_files() {
    __topdown_complete "$@"
    (( \${#COMPREPLY[@]} > 0 )) || compopt -o default
}
complete -F __topdown_or_files topdown
`;
