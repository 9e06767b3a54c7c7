namespace Gezhi.Council.Votes;

/// <summary>What somebody chose. 表决意见</summary>
public enum BallotChoice
{
    /// <summary>同意.</summary>
    Yes,

    /// <summary>反对.</summary>
    No,

    /// <summary>弃权: takes part, and is no agreement.</summary>
    Abstain,
}

/// <summary>How much stands behind something: exclusive area and owners. 面积与人数</summary>
/// <param name="Area">Hundredths of a square metre.</param>
/// <param name="People">Owners as the law counts them: one for all units of one owner, one for all unsold units of the developer.</param>
public readonly record struct VoteWeight(long Area, long People)
{
    public static VoteWeight operator +(VoteWeight a, VoteWeight b) => new(checked(a.Area + b.Area), checked(a.People + b.People));

    /// <summary>For languages without operators.</summary>
    public static VoteWeight Add(VoteWeight a, VoteWeight b) => a + b;
}

/// <summary>A ballot as it is counted. 计票单元</summary>
/// <param name="Area">Hundredths of a square metre.</param>
public readonly record struct CountedBallot(long Area, BallotChoice Choice);

/// <summary>What a count gave. 计票结果</summary>
public sealed record VoteOutcome(
    VoteWeight Total,
    VoteWeight Participating,
    VoteWeight Yes,
    VoteWeight No,
    VoteWeight Abstain,
    bool HasQuorum,
    bool IsPassed
);

/// <summary>Counts an owners' vote by Civil Code art. 278: whole numbers only, "以上" includes the number, exactly half is not 过半数. 计票</summary>
/// <remarks>Nothing is divided and nothing is rounded; the products fit, because they are made with 128 bits.</remarks>
public static class VoteCount
{
    /// <summary>Two thirds of the area and two thirds of the owners take part. Of nothing there is no quorum.</summary>
    public static bool HasQuorum(VoteWeight total, VoteWeight participating) =>
        total is { Area: > 0, People: > 0 }
        && (Int128)3 * participating.Area >= (Int128)2 * total.Area
        && (Int128)3 * participating.People >= (Int128)2 * total.People;

    /// <summary>Of those who take part, by area and by owners: three quarters for items 6 to 8, more than half for the others.</summary>
    public static bool IsPassed(bool isSpecial, VoteWeight total, VoteWeight participating, VoteWeight yes) =>
        HasQuorum(total, participating)
        && Enough(isSpecial, yes.Area, participating.Area)
        && Enough(isSpecial, yes.People, participating.People);

    /// <summary>All ballots against the whole roll.</summary>
    public static VoteOutcome Count(bool isSpecial, VoteWeight total, IEnumerable<CountedBallot> ballots)
    {
        var (yes, no, abstain) = (default(VoteWeight), default(VoteWeight), default(VoteWeight));
        foreach (var ballot in ballots)
        {
            var one = new VoteWeight(ballot.Area, 1);
            switch (ballot.Choice)
            {
                case BallotChoice.Yes:
                    yes += one;
                    break;
                case BallotChoice.No:
                    no += one;
                    break;
                case BallotChoice.Abstain:
                    abstain += one;
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(ballots), ballot.Choice, null);
            }
        }
        var participating = yes + no + abstain;
        return new VoteOutcome(
            total,
            participating,
            yes,
            no,
            abstain,
            HasQuorum(total, participating),
            IsPassed(isSpecial, total, participating, yes)
        );
    }

    private static bool Enough(bool isSpecial, long yes, long participating) =>
        isSpecial ? (Int128)4 * yes >= (Int128)3 * participating : (Int128)2 * yes > participating;
}
