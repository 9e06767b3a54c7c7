using System.Text.Json;
using Gezhi.Cases.Contract;
using Gezhi.Field.Campaigns;
using Gezhi.Field.Inspections;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Time;
using Gezhi.Platform.Timers;
using Gezhi.Registry.Contract;

namespace Gezhi.Field.Contract;

/// <summary>Writes checklists, and inspections of the past months, into an empty installation: seed. 检查批量写入</summary>
public sealed class InspectionFill(GezhiDb db, InspectedBook book, HazardCases cases, WorkCalendar calendar)
{
    /// <summary>What was found in so many last days and not put right on the spot is still open.</summary>
    private const int OpenDays = 12;

    private const int MostPlaces = 400;

    /// <param name="Kinds">Names of <see cref="InspectedKind"/>.</param>
    /// <param name="Items">As a checklist keeps them, without numbers.</param>
    public sealed record List(
        string Title,
        IReadOnlyList<string> Kinds,
        int? EveryDays,
        IReadOnlyList<ChecklistItem> Items,
        string TitleEn = ""
    );

    /// <param name="List">Index of the checklist.</param>
    /// <param name="DaysAgo">When it began.</param>
    /// <param name="Days">How long it goes on.</param>
    public sealed record Special(string Title, int List, IReadOnlyList<string> Kinds, string Area, int DaysAgo, int Days);

    /// <summary>What the seed writes.</summary>
    public sealed record Plan(IReadOnlyList<List> Lists, Special Campaign, Special Past);

    /// <summary>Who inspected: a post and its account.</summary>
    public sealed record Inspector(Guid AccountId, Guid PostId, string Name, string AreaCode, string Title);

    private readonly List<Checklist> lists = [];
    private Func<string> numbers = () => throw new InvalidOperationException("nobody gives case numbers");
    private readonly Dictionary<(Guid SubjectId, Guid LineId), InspectedBy> last = [];

    /// <summary>Reads the file of the seed.</summary>
    public static Plan Read(string json) => JsonSerializer.Deserialize<Plan>(json, FieldJson.Options)!;

    /// <summary>Checklists in force; the caller saves.</summary>
    public void Checklists(Plan plan, DateTime now)
    {
        foreach (var list in plan.Lists)
        {
            var row = new Checklist
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                LineId = Ids.New(now),
                VersionNo = 1,
                Title = list.Title,
                TitleEn = list.TitleEn,
                KindList = Checklist.NamesOf(list.Kinds.Select(Enum.Parse<InspectedKind>)),
                EveryDays = list.EveryDays,
                State = ChecklistState.InForce,
                WrittenAt = now.AddDays(-130),
                ApprovedAt = now.AddDays(-120),
            };
            row.Set(list.Items.Select((item, i) => item with { Number = i + 1 }));
            db.Add(row);
            lists.Add(row);
        }
    }

    /// <summary>Inspections, hazards and two campaigns, one of them going on; the caller saves.</summary>
    /// <param name="inspectors">By 15-digit grid; places elsewhere were not inspected.</param>
    /// <param name="dice">A number from 0 to 1, the same at every start.</param>
    /// <param name="caseNo">Gives the next case number of today.</param>
    public async Task Past(
        Plan plan,
        IReadOnlyDictionary<string, Inspector> inspectors,
        Func<double> dice,
        Func<string> caseNo,
        DateTime now,
        CancellationToken ct
    )
    {
        numbers = caseNo;
        var past = await Campaign(plan.Past, now, ct);
        var running = await Campaign(plan.Campaign, now, ct);
        var (seen, turn) = (new Dictionary<Guid, InspectedSubject>(), 0);
        foreach (var list in lists)
        {
            var places = await book.In(plan.Campaign.Area, list.Kinds(), MostPlaces, ct);
            foreach (var place in places)
            {
                if (place.AreaCode.Length < 15 || !inspectors.TryGetValue(place.AreaCode[..15], out var who))
                    continue;
                if (dice() > 0.6)
                    continue;
                foreach (var days in new[] { 60 + (int)(dice() * 10), 1 + (int)(dice() * 10) })
                    if (days < 30 ? dice() < 0.55 : dice() < 0.8)
                        await One(
                            list,
                            place,
                            who,
                            now.AddDays(-days).AddMinutes(-(int)(dice() * 400)),
                            ++turn,
                            dice,
                            seen,
                            [past, running],
                            now,
                            ct
                        );
            }
        }
    }

    private async Task One(
        Checklist list,
        InspectedRecord place,
        Inspector who,
        DateTime at,
        int turn,
        Func<double> dice,
        Dictionary<Guid, InspectedSubject> seen,
        IReadOnlyList<(SpecialCampaign Of, Dictionary<Guid, CampaignTarget> Targets)> campaigns,
        DateTime now,
        CancellationToken ct
    )
    {
        at = at.CutToMilliseconds();
        var items = list.Items();
        var outcome = Answered(items, dice);
        var isNew = !seen.TryGetValue(place.Id, out var state);
        if (isNew)
            db.Add(
                seen[place.Id] = state =
                    new InspectedSubject
                    {
                        DistrictId = db.DistrictId,
                        SubjectId = place.Id,
                        Record = place.Record,
                        AreaCode = place.AreaCode,
                    }
            );
        (state!.Count, state.CheckedAt, state.WasPassed) = (state.Count + 1, at, outcome.IsPassed);
        var inspection = new Inspection
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(at),
            No = $"{calendar.LocalDay(at):yyyyMMdd}-{turn:D5}",
            Record = place.Record,
            SubjectId = place.Id,
            Sequence = state.Count,
            Title = place.Title,
            Coarse = place.Coarse,
            Address = place.Address,
            AreaCode = place.AreaCode,
            ChecklistId = list.Id,
            Results = Inspection.ResultsOf(
                outcome.Asked.Select(a => new InspectedItem(
                    a.Item.Number,
                    a.Item.Text,
                    a.Item.Kind,
                    a.Answer?.Value,
                    a.Answer?.Measured,
                    a.Item.Unit,
                    a.Mark!.Value,
                    null,
                    a.Mark == ItemMark.Failed && (a.Answer!.IsFixed || IsHistory(at, now)),
                    [],
                    []
                ))
            ),
            IsPassed = outcome.IsPassed,
            FailedCount = outcome.Failed.Count(),
            MadeAt = at,
            ReceivedAt = at,
            ById = who.AccountId,
            Post = who.Title,
        };
        db.Add(inspection);
        if (last.TryGetValue((place.Id, list.LineId), out var by))
            by.CheckedAt = at;
        else
            db.Add(
                last[(place.Id, list.LineId)] = new InspectedBy
                {
                    DistrictId = db.DistrictId,
                    SubjectId = place.Id,
                    LineId = list.LineId,
                    AreaCode = place.AreaCode,
                    CheckedAt = at,
                }
            );
        foreach (var (campaign, targets) in campaigns)
            if (
                campaign.LineId == list.LineId
                && targets.TryGetValue(place.Id, out var target)
                && target.InspectionId is null
                && calendar.LocalDay(at) is var day
                && day >= campaign.FromOn
                && day <= campaign.UntilOn
            )
                (target.InspectionId, target.InspectedAt) = (inspection.Id, at);
        foreach (var failed in outcome.Failed)
            await Hazard(list, place, failed, inspection, who, now, ct);
    }

    /// <summary>Everything in order, now and then not; what fails is mostly put right on the spot.</summary>
    private static ChecklistOutcome Answered(IReadOnlyList<ChecklistItem> items, Func<double> dice)
    {
        var answers = items.Select(i => Answer(i, dice() < 0.05, dice())).ToList();
        var photos = items.ToDictionary(i => i.Number, _ => new ItemPhotos(1, 1));
        return ChecklistOutcome.Of(items, answers, photos);
    }

    private static ItemAnswer Answer(ChecklistItem item, bool fails, double any) =>
        item.Kind switch
        {
            ItemKind.Photo => new ItemAnswer(item.Number),
            ItemKind.Number => new ItemAnswer(
                item.Number,
                Measured: fails
                    ? item.Least is { } least
                        ? Math.Round(least / 2, 1)
                        : item.Most + 1
                    : item.Least is { } from
                        ? from + Math.Round(any * 2)
                        : item.Most is { } to
                            ? Math.Min(to, 1)
                            : 1,
                IsFixed: any < 0.7
            ),
            _ => new ItemAnswer(item.Number, fails && item.Failing.Count > 0 ? item.Failing[0] : Fine(item, any), IsFixed: any < 0.7),
        };

    private static string Fine(ChecklistItem item, double any)
    {
        List<string> fine =
        [
            .. (item.Kind == ItemKind.YesNo ? [ChecklistItem.Yes, ChecklistItem.No] : item.Choices).Where(c => !item.Failing.Contains(c)),
        ];
        return fine[(int)(any * fine.Count)];
    }

    /// <summary>What is older was put right on the spot: a hazard that was not has a case, and cases of the past are written elsewhere.</summary>
    private static bool IsHistory(DateTime at, DateTime now) => at <= now.AddDays(-OpenDays);

    /// <summary>Most are history; one in some is open with a case of today.</summary>
    private async Task Hazard(
        Checklist list,
        InspectedRecord place,
        AskedItem failed,
        Inspection inspection,
        Inspector who,
        DateTime now,
        CancellationToken ct
    )
    {
        var isOpen = !failed.Answer!.IsFixed && !IsHistory(inspection.MadeAt, now);
        var hazard = new Hazard
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(inspection.MadeAt),
            InspectionId = inspection.Id,
            Record = place.Record,
            SubjectId = place.Id,
            Title = place.Title,
            Coarse = place.Coarse,
            Address = place.Address,
            AreaCode = place.AreaCode,
            LineId = list.LineId,
            ChecklistId = list.Id,
            ItemNumber = failed.Item.Number,
            ItemText = failed.Item.Text,
            Finding = InspectionTexts.Finding(failed.Item, failed.Answer),
            Severity = failed.Item.Severity,
            CategoryKey = failed.Item.CategoryKey!,
            FoundAt = inspection.MadeAt,
        };
        db.Add(hazard);
        var found = calendar.LocalDay(inspection.MadeAt);
        if (!isOpen)
        {
            hazard.FixOnSpot(inspection.MadeAt, found);
            return;
        }
        var post = new ActorPost(who.PostId, Role.GridWorker, who.AreaCode, null, who.Title);
        var opened = await cases.Open(
            new HazardFinding(
                failed.Item.CategoryKey!,
                $"{place.Coarse}：{failed.Item.Text}——{hazard.Finding}",
                place.AreaCode,
                place.Lon,
                place.Lat,
                $"{place.Title}（{place.Address}）",
                failed.Item.Days,
                failed.Item.Severity == Severity.Grave,
                inspection.MadeAt,
                inspection.No
            ),
            [],
            new Actor(db.DistrictId, ActorKind.Staff, who.AccountId, who.Name, [post]),
            post,
            ct,
            numbers()
        );
        hazard.Begin(calendar.LocalDay(now).AddDays(failed.Item.Days), opened.Id);
    }

    private async Task<(SpecialCampaign Of, Dictionary<Guid, CampaignTarget> Targets)> Campaign(
        Special special,
        DateTime now,
        CancellationToken ct
    )
    {
        var (from, kinds) = (calendar.LocalDay(now).AddDays(-special.DaysAgo), special.Kinds.Select(Enum.Parse<InspectedKind>).ToList());
        var campaign = new SpecialCampaign
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            Title = special.Title,
            KindList = Checklist.NamesOf(kinds),
            AreaCode = special.Area,
            LineId = lists[special.List].LineId,
            FromOn = from,
            UntilOn = from.AddDays(special.Days),
            StartedAt = now.AddDays(-special.DaysAgo),
        };
        if (campaign.UntilOn < calendar.LocalDay(now))
            campaign.EndedAt = EndCampaign.After(campaign.UntilOn, calendar);
        else
            db.SetTimer(EndCampaign.Timer, campaign.Id, EndCampaign.After(campaign.UntilOn, calendar), now);
        db.Add(campaign);
        var targets = new Dictionary<Guid, CampaignTarget>();
        foreach (var place in await book.In(special.Area, kinds, MostPlaces, ct))
            db.Add(
                targets[place.Id] = new CampaignTarget
                {
                    DistrictId = db.DistrictId,
                    CampaignId = campaign.Id,
                    SubjectId = place.Id,
                    Record = place.Record,
                    Title = place.Title,
                    Coarse = place.Coarse,
                    Address = place.Address,
                    AreaCode = place.AreaCode,
                }
            );
        return (campaign, targets);
    }
}
