using System.Collections.Frozen;
using Gezhi.Platform.Audit;
using Microsoft.Extensions.Localization;

namespace Gezhi.Identity.Auditing;

/// <summary>Actions of all modules in the reader's words. 审计动作</summary>
public sealed class AuditWords(IEnumerable<AuditWord> words, IStringLocalizer texts)
{
    private readonly FrozenDictionary<string, string> named = words
        .Select(w => (w.Action, w.Words))
        .Concat(Words.KnownActions.Select(a => (Action: a, Words: Words.ChineseOf(a)!)))
        .ToFrozenDictionary(w => w.Action, w => w.Words, StringComparer.Ordinal);

    /// <summary>All that can be asked for, in the order of their codes.</summary>
    public IEnumerable<string> Known => named.Keys.Order(StringComparer.Ordinal);

    /// <summary>The action in words; the code itself when nobody named it.</summary>
    public string Of(string action) => named.TryGetValue(action, out var said) ? texts[said] : action;
}
