using Gezhi.Cases.Contract;
using Gezhi.Platform.Time;
using Gezhi.Web.Seeding.Reports;

namespace Gezhi.Web.Seeding;

/// <summary>Invents reports in varied Chinese with places, hours, channels and histories; nothing comes from real messages. 诉求语法</summary>
/// <remarks>The same count, seed and instant give the same reports. Words stand in seed/town/grammar.json.</remarks>
public sealed class ReportGrammar
{
    private const int DistrictId = 410103;
    private const double DuplicateShare = 0.06,
        RecentShare = 0.03;
    private static readonly CaseAction[] Queue =
    [
        CaseAction.Confirm,
        CaseAction.File,
        CaseAction.Dispatch,
        CaseAction.Confirm,
        CaseAction.File,
    ];
    private const string Manholes = "gb47678/matter/01002",
        HouseholdHelp = "local/matter/S207";
    private readonly SeedTown _town;
    private readonly SeedCast _cast;
    private readonly SeedCatalogue _catalogue;
    private readonly Words _words;

    private ReportGrammar(SeedTown town, SeedCast cast, SeedCatalogue catalogue, Words words) =>
        (_town, _cast, _catalogue, _words) = (town, cast, catalogue, words);

    /// <param name="seedFolder">The repository's folder <c>seed</c>.</param>
    public static ReportGrammar Read(string seedFolder)
    {
        var town = SeedTown.Read(seedFolder);
        var catalogue = SeedCatalogue.Read(seedFolder, town, DistrictId, DateTime.UnixEpoch);
        return new ReportGrammar(town, SeedCast.Read(seedFolder), catalogue, Words.Read(seedFolder));
    }

    /// <summary>Reports of the 60 days before an instant, oldest first; 3 % are of this morning, one is the case of the stories.</summary>
    /// <param name="count">10 and more; some 1,000 are needed to meet every state.</param>
    /// <param name="nowUtc">No report and no move is later.</param>
    public IReadOnlyList<SeedReport> Make(int count, int seed, DateTime nowUtc)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 10);
        return Make(seed, nowUtc, (drafts, dice) => Invent(drafts, count, dice));
    }

    /// <summary>Reports of the days before today, oldest first, without those that wait for somebody of the stories: for a year of a district.</summary>
    /// <param name="days">How far back they reach.</param>
    public IReadOnlyList<SeedReport> Past(int count, int seed, int days, DateTime nowUtc) =>
        Make(
            seed,
            nowUtc,
            (drafts, dice) =>
            {
                var again = (int)Math.Round(count * DuplicateShare);
                List<Draft> all = [.. Enumerable.Range(0, count - again).Select(_ => drafts.Past(days))];
                return Again(drafts, all, count, all, dice);
            }
        );

    private List<SeedReport> Make(int seed, DateTime nowUtc, Func<Drafts, Dice, List<Draft>> invent)
    {
        var dice = new Dice((ulong)seed);
        var spots = new Spots(_town, _words, dice.Branch("spots"));
        var sentences = new Sentences(_words, dice.Branch("sentences"));
        var drafts = new Drafts(_catalogue, _words, spots, sentences, dice.Branch("drafts"), nowUtc);
        var all = invent(drafts, dice.Branch("order")).OrderBy(d => d.CreatedAt).ToList();
        var plan = new LifePlan(WorkCalendar.China, _words, sentences, dice.Branch("lives"), nowUtc);
        for (var i = 0; i < all.Count; i++)
        {
            all[i].No = i + 1;
            all[i].Life = all[i].IsStory ? new Life(all[i].CreatedAt, nowUtc, nowUtc) : plan.Make(all[i]);
        }
        var finish = new Finish(_catalogue, spots, sentences, _words, dice.Branch("finish"), nowUtc);
        return [.. all.Select(d => finish.Report(d, d.IsStory ? _cast.Residents[0].Phone : null))];
    }

    /// <summary>Something lies before the grid worker and the works crew that the guide names.</summary>
    private IEnumerable<Draft> ForThePeopleOfTheStories(Drafts drafts)
    {
        var grid = _cast.Person("wangge0001").Posts[0].Area!;
        yield return drafts.Waiting(CaseAction.SendToConfirm, Manholes, grid);
        yield return drafts.Waiting(CaseAction.SendToConfirm, "gb47678/matter/06", grid);
        yield return drafts.Waiting(CaseAction.Dispatch, HouseholdHelp, grid);
        yield return drafts.Waiting(CaseAction.Accept, HouseholdHelp, grid);
        yield return drafts.Waiting(CaseAction.Dispatch, Manholes);
        yield return drafts.Waiting(CaseAction.Dispatch, Manholes);
    }

    private List<Draft> Invent(Drafts drafts, int count, Dice dice)
    {
        var (recent, again) = ((int)Math.Round(count * RecentShare), (int)Math.Round(count * DuplicateShare));
        var all = new List<Draft> { drafts.Story(_cast.DemoCase) };
        foreach (var last in Queue)
            all.Add(drafts.Waiting(last));
        all.AddRange(ForThePeopleOfTheStories(drafts));
        for (var i = 0; all.Count < recent; i++)
            all.Add(i < recent / 10 ? drafts.Urgent() : drafts.New(isRecent: true));
        while (all.Count < count - again)
            all.Add(drafts.New(isRecent: false));
        return Again(drafts, all, count, all.Skip(1), dice);
    }

    /// <summary>Fills up with reports of what others have reported before.</summary>
    private static List<Draft> Again(Drafts drafts, List<Draft> all, int count, IEnumerable<Draft> of, Dice dice)
    {
        var firsts = of.ToList();
        while (all.Count < count)
            if (drafts.Again(dice.Pick(firsts)) is { } draft)
                all.Add(draft);
        return all;
    }
}
