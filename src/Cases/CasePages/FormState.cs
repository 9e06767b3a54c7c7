using Gezhi.Platform.Actors;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Cases.CasePages;

/// <summary>What all forms of one page share: the case as seen, where to post, and what a refused person had typed. 表单环境</summary>
/// <param name="Action">The page's own address.</param>
/// <param name="Last">The form that was posted last.</param>
/// <param name="Kept">What was posted; null unless it was refused.</param>
public sealed record FormState(CaseView View, Actor Actor, string Action, PostResult? Last, IFormCollection? Kept)
{
    /// <summary>The case page, where all forms stand; null on that page itself.</summary>
    public string? MoreHref { get; init; }

    /// <summary>Version to send back.</summary>
    public int Version => View.Line.Version;

    /// <summary>What the person typed into this form before it was refused, or what a prepared answer put there; null when nothing was.</summary>
    public string? Typed(CaseForm form, string name) =>
        Last?.Form != form ? null
        : Last.Look?.Fields?.GetValueOrDefault(name) is { } filled ? filled
        : Kept?[name].ToString();
}
