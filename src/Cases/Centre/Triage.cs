using Gezhi.Cases.CasePages;
using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Dispatch;
using Gezhi.Cases.Proposing;
using Gezhi.Cases.Rules;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Cases.Centre;

/// <summary>What helps to decide about a case: category, condition, unit, worker, what was reported before. 受理助手</summary>
/// <param name="Guesses">Proposed categories, best first, with the likeliest names.</param>
/// <param name="Chosen">The category the forms start from: tried, the case's own, or the best guess; null when nothing is known.</param>
/// <param name="Conditions">Filing conditions of the chosen category.</param>
/// <param name="Near">May be the same matter.</param>
/// <param name="Proposal">Unit for the chosen category; null while there is none.</param>
/// <param name="Unit">The proposed unit.</param>
/// <param name="Worker">The grid worker of the place; null for a vacancy.</param>
public sealed record TriageView(
    CaseView Case,
    IReadOnlyList<Guess> Guesses,
    Category? Chosen,
    IReadOnlyList<FilingCondition> Conditions,
    IReadOnlyList<NearCase> Near,
    DispatchProposal? Proposal,
    UnitView? Unit,
    StaffView? Worker
)
{
    /// <summary>A person chose the category, or the guess is good enough to be filed by one key.</summary>
    public bool IsSure { get; init; }

    /// <summary>The condition that the matching rule names; null: the first is taken.</summary>
    public Guid? RuleConditionId { get; init; }

    /// <summary>Words of the report that spoke for the first proposal; empty when there is none.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>What past dispatches say where no rule answers; null otherwise.</summary>
    public LikelyUnit? Likely { get; init; }
}

/// <summary>Reads the card beside the queue. 受理卡片</summary>
public sealed class Triage(
    CaseDesk desk,
    ShowCase show,
    CategoryGuesses guesses,
    NearbyCases nearby,
    ProposeDispatch proposals,
    LikelyUnits likely,
    UnitDirectory units,
    Staffing staffing,
    IConfiguration configuration
)
{
    private const int MostGuesses = 5;
    private const int MostNear = 5;

    /// <summary>Confidence from which a guess may be filed by one key, 0 to 1; set by <c>Centre:SureFrom</c>.</summary>
    private const double SureFrom = .6;

    /// <param name="key">Id or case number.</param>
    /// <param name="tried">A category the operator wants to look at; null takes the proposed one.</param>
    /// <exception cref="NotFound">Not there, or not for this person.</exception>
    public async Task<TriageView> Run(string key, string? tried, Actor actor, CancellationToken ct)
    {
        var visible = desk.Db.Cases.AsNoTracking().VisibleTo(actor, desk.Db);
        var subject =
            (
                Guid.TryParse(key, out var caseId)
                    ? CaseVisibility.SeesAll(actor, desk.Db)
                        ? await desk.Db.CaseToRead(caseId, ct)
                        : await visible.FirstOrDefaultAsync(c => c.Id == caseId, ct)
                    : await visible.FirstOrDefaultAsync(c => c.CaseNo == key, ct)
            ) ?? throw new NotFound("case");
        var view = await show.Run(subject, actor, ct);
        var isOpen = CaseFlow.OpenStates.Contains(subject.State);
        var isNew = subject.State is CaseState.Reported or CaseState.Confirmed;
        var text = view.Reports is [var first, ..] ? first.Text : "";
        var catalogue = await desk.Catalogue(ct);
        var (proposed, words) = isNew ? await Proposed(catalogue, $"{subject.Title} {text}", ct) : ([], []);
        var chosen = Chosen(catalogue, tried, subject.CategoryKey, proposed);
        var proposal = isOpen && chosen is not null ? await proposals.Run(subject, chosen.Key, ct) : null;
        return new TriageView(
            view,
            proposed,
            chosen,
            chosen is null ? [] : [.. catalogue.ConditionsOf(chosen.Key)],
            isNew || subject.State is CaseState.Filed ? await nearby.Run(subject, text, MostNear, actor, ct) : [],
            proposal,
            proposal is { UnitCode: { } code, Reason.Kind: not ProposalKind.Conflict } ? await units.Find(code, ct) : null,
            isOpen && subject.AreaCode.Length >= 15 && actor.Can(Permission.SeeStaffing) ? await Worker(subject, ct) : null
        )
        {
            IsSure = IsSure(chosen, tried, subject, proposed),
            RuleConditionId = chosen is null ? null : Filing.FileCase.RuleCondition(catalogue, chosen, proposal?.Rule)?.Id,

            Words = words,
            Likely = proposal is null ? null : await likely.Run(subject, text, chosen!.Key, proposal, ct),
        };
    }

    /// <summary>Categories that are still in use, and the words that spoke for the first.</summary>
    private async Task<(IReadOnlyList<Guess> Guesses, IReadOnlyList<string> Words)> Proposed(
        CatalogueOf catalogue,
        string text,
        CancellationToken ct
    )
    {
        var taught = await guesses.Of(desk.Db, ct);
        Guess[] proposed =
        [
            .. taught.Propose(text, 2 * MostGuesses).Where(g => catalogue.Find(g.Key) is { IsInUse: true }).Take(MostGuesses),
        ];
        return (proposed, proposed is [var best, ..] ? taught.Words(text, best.Key) : []);
    }

    private bool IsSure(Category? chosen, string? tried, Case subject, IReadOnlyList<Guess> proposed) =>
        chosen is not null
        && (
            chosen.Key == tried
            || chosen.Key == subject.CategoryKey
            || proposed is [var best, ..] && best.Confidence >= configuration.GetValue("Centre:SureFrom", SureFrom)
        );

    private static Category? Chosen(CatalogueOf catalogue, string? tried, string? own, IReadOnlyList<Guess> proposed) =>
        catalogue.Find(tried) is { IsInUse: true } wanted ? wanted
        : catalogue.Find(own) is { } known ? known
        : proposed is [var best, ..] ? catalogue.Find(best.Key)
        : null;

    private async Task<StaffView?> Worker(Case subject, CancellationToken ct) =>
        (await staffing.Nearest(subject.AreaCode, Role.GridWorker, ct)) is [var nearest, ..] ? nearest : null;
}
