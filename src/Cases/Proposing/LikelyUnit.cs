using Gezhi.Cases.Dispatch;
using Gezhi.Cases.Rules;
using Gezhi.Identity.Contract;

namespace Gezhi.Cases.Proposing;

/// <summary>The unit that past dispatches speak for where no rule answers; a person decides. 往例推荐单位</summary>
/// <param name="Confidence">0 to 1, over all units.</param>
/// <param name="Words">Words of the report that spoke for it, strongest first.</param>
/// <param name="ByCategory">The category speaks for it too.</param>
/// <param name="ByArea">The street or the community speaks for it too.</param>
public sealed record LikelyUnit(UnitView Unit, double Confidence, IReadOnlyList<string> Words, bool ByCategory, bool ByArea);

/// <summary>Asks the past dispatches. 往例推荐单位</summary>
public sealed class LikelyUnits(CaseDesk desk, UnitDirectory units, ProposeDispatch proposals, UnitGuesses guesses)
{
    /// <summary>Less sure is not worth saying.</summary>
    public const double Least = .4;

    private const int MostLookedAt = 10;

    /// <summary>Rules stay first: only for a matter without a rule, or for a choice between those that contradicting rules name.</summary>
    /// <param name="text">What was reported.</param>
    /// <param name="categoryKey">The category it has or would have.</param>
    /// <param name="proposal">What the rules say.</param>
    /// <returns>Null when a rule or the register of places answers, nothing was learnt yet, or nothing is sure enough.</returns>
    public async Task<LikelyUnit?> Run(Case subject, string text, string categoryKey, DispatchProposal proposal, CancellationToken ct)
    {
        if (!proposal.IsGap || proposal.Reason.Place is not null || guesses.Known(desk.Db.DistrictId) is not { Keys.Count: > 1 } taught)
            return null;
        var returned = await proposals.ReturnedBy(subject, ct);
        var active = (await units.Active(ct)).ToDictionary(u => u.Code, StringComparer.Ordinal);
        var (said, facts) = (UnitGuesses.Said(subject.Title, text), UnitGuesses.Facts(categoryKey, subject.AreaCode));
        foreach (var guess in taught.Propose(said, MostLookedAt, facts))
        {
            if (guess.Confidence < Least)
                return null;
            if (active.TryGetValue(guess.Key, out var unit) && !returned.Contains(unit.Code) && MayTake(unit, subject, proposal))
                return new LikelyUnit(
                    unit,
                    guess.Confidence,
                    taught.Words(said, unit.Code),
                    taught.Supports(facts[0], unit.Code),
                    facts.Skip(1).Any(area => taught.Supports(area, unit.Code))
                );
        }
        return null;
    }

    private static bool MayTake(UnitView unit, Case subject, DispatchProposal proposal) =>
        (unit.AreaCode.Length <= 6 || subject.AreaCode.StartsWith(unit.AreaCode, StringComparison.Ordinal))
        && (proposal.Contesting.Count == 0 || proposal.Contesting.Contains(unit.Code));
}
