using Gezhi.Grids.Contract;
using Gezhi.Grids.Readiness;
using Gezhi.Identity.Accounts;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Web.Seeding;

/// <summary>Who and what stands ready in the seed town: groups of all grids, two weeks of duty, plans, stock, segments, drills, one past emergency. 值守示例</summary>
/// <remarks>Every person is invented; phones begin with 154, a prefix no operator has been given.</remarks>
internal sealed class ReadinessFiller(GezhiDb db, FieldCipher cipher, WorkCalendar calendar, PastEmergency past)
{
    private const string Street = "410103010";
    private const string Community = "410103010004";
    private const string Grid = "410103010004001";

    /// <param name="withPast">Also the emergency of the stories; a town without reports has no past.</param>
    public async Task Fill(string seedFolder, SeedTown town, SeedCast cast, DateTime now, bool withPast, CancellationToken ct)
    {
        var accounts = await db.Set<Account>().AsNoTracking().ToDictionaryAsync(a => a.UserName, a => (a.Id, a.Name), ct);
        Groups(town, cast, accounts, now);
        Duty(accounts, now);
        var plans = ReadinessSeed.Read(seedFolder);
        foreach (var plan in plans.Plans)
            db.Add(
                new Plan
                {
                    DistrictId = db.DistrictId,
                    Id = Ids.New(now),
                    Kind = plan.Kind,
                    VersionNo = 1,
                    Title = plan.Title,
                    Steps = Plan.StepsOf(KeepPlan.Read(string.Join('\n', plan.Steps))),
                    WrittenAt = now.AddDays(-60),
                }
            );
        Things(plans, now);
        Segments(plans, town, now);
        Drills(plans, now);
        await db.Save(ct);
        db.Forget();
        if (withPast)
            await past.Fill(Grid, now, ct);
    }

    /// <summary>Each grid: its worker evacuates and leads, the secretary of the community controls, a property manager repairs. In every ninth something is missing.</summary>
    private void Groups(SeedTown town, SeedCast cast, Dictionary<string, (Guid Id, string Name)> accounts, DateTime now)
    {
        var workers = Holders(cast, Gezhi.Platform.Actors.Role.GridWorker);
        var secretaries = Holders(cast, Gezhi.Platform.Actors.Role.CommunitySecretary);
        var dice = new Dice(20260305).Branch("response-groups");
        foreach (var (area, index) in town.Areas.Where(a => a.Level == AreaLevel.Grid).Select((a, i) => (a, i)))
        {
            var gap = area.Code != Grid && index % 9 == 4 ? (index / 9) % 3 : -1;
            if (gap != 0 && workers.TryGetValue(area.Code, out var worker))
                Seat(area.Code, ResponseTask.Evacuate, accounts[worker.UserName].Id, worker.Name, "网格员", worker.Phone, true, now);
            if (gap != 1 && secretaries.TryGetValue(area.Code[..12], out var secretary))
                Seat(
                    area.Code,
                    ResponseTask.Control,
                    accounts[secretary.UserName].Id,
                    secretary.Name,
                    "社区书记",
                    secretary.Phone,
                    false,
                    now
                );
            if (gap != 2)
                Seat(area.Code, ResponseTask.Repair, null, Manager(dice), "物业经理", $"1540005{index:D4}", false, now);
        }
    }

    private static string Manager(Dice dice) => dice.Pick("赵钱孙李周吴郑王冯陈".ToCharArray()) + (dice.Falls(0.5) ? "经理" : "主管");

    private static Dictionary<string, SeedPerson> Holders(SeedCast cast, Gezhi.Platform.Actors.Role role) =>
        cast
            .Staff.SelectMany(p => p.Posts.Where(x => x.Role == role && x.Area is not null && x.To is null), (p, x) => (p, x.Area))
            .GroupBy(x => x.Area!)
            .ToDictionary(g => g.Key, g => g.First().p);

    private void Seat(
        string grid,
        ResponseTask task,
        Guid? accountId,
        string name,
        string title,
        string phone,
        bool isLead,
        DateTime now
    ) =>
        db.Add(
            new ResponseSeat
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                AreaCode = grid,
                Task = task,
                AccountId = accountId,
                Name = name,
                Title = title,
                PhoneSealed = cipher.Seal(db.DistrictId, ReadinessPhones.Seat, phone),
                IsLead = isLead,
            }
        );

    /// <summary>A week back and a week ahead, from eight to eight: the centre, one street and one community.</summary>
    private void Duty(Dictionary<string, (Guid Id, string Name)> accounts, DateTime now)
    {
        Roster("410103", ["zhiban01", "zhiban02", "lingdao01"], ["caozuo01", "caozuo02", "caozuo03"]);
        Roster(Street, ["lingdao01", "zhiban02"], ["paiqian01", "paiqian02"]);
        Roster(Community, ["shuji001"], ["wangge0001"]);

        void Roster(string area, string[] leaders, string[] seconds)
        {
            var first = calendar.LocalDay(now).AddDays(-7);
            DutyTurn? before = null;
            for (var day = 0; day < 15; day++)
            {
                var begins = calendar.LocalMidnightUtc(first.AddDays(day)).AddHours(8);
                var turn = new DutyTurn(accounts[leaders[day % leaders.Length]].Id)
                {
                    DistrictId = db.DistrictId,
                    Id = Ids.New(now),
                    AreaCode = area,
                    BeginsAt = begins,
                    EndsAt = begins.AddDays(1),
                    SecondId = accounts[seconds[day % seconds.Length]].Id,
                };
                if (turn.EndsAt <= now)
                    turn.HandOver(turn.SecondId!.Value, "", "一切正常，泵车借给嵩山路街道，本周还。", turn.EndsAt.AddMinutes(-6));
                if (before is { HandedOverAt: not null } && turn.EndsAt <= now)
                    before.TakeOver(turn.LeaderId, turn.BeginsAt.AddMinutes(3)); // the last one waits for whoever is on duty today
                db.Add(turn);
                before = turn;
            }
        }
    }

    private void Things(ReadinessSeed seed, DateTime now)
    {
        foreach (var thing in seed.Stock)
        {
            var stock = new Stock
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                AreaCode = thing.Area,
                Name = thing.Name,
                Quantity = thing.Quantity,
                Measure = thing.Measure,
                Owner = thing.Owner,
                Place = thing.Place,
                PhoneSealed = cipher.Seal(db.DistrictId, ReadinessPhones.Stock, thing.Phone),
                IsLendable = thing.IsLendable,
            }.WithLent(thing.LentTo is null ? 0 : 1);
            db.Add(stock);
            if (thing.LentTo is { } borrower)
                db.Add(
                    new StockLoan
                    {
                        DistrictId = db.DistrictId,
                        Id = Ids.New(now),
                        StockId = stock.Id,
                        Quantity = 1,
                        Borrower = borrower,
                        LentAt = now.AddDays(-3),
                        DueOn = calendar.LocalDay(now).AddDays(4),
                    }
                );
        }
    }

    /// <summary>The river of the seed town, cut at its corners, each piece with one named post.</summary>
    private void Segments(ReadinessSeed seed, SeedTown town, DateTime now)
    {
        var river = town.Waters.First(w => w.Name == seed.River);
        var pieces = seed.RiverPosts.Count;
        for (var i = 0; i < pieces; i++)
        {
            var (from, to) = (i * (river.Line.Count - 1) / pieces, (i + 1) * (river.Line.Count - 1) / pieces);
            var post = seed.RiverPosts[i];
            db.Add(
                new Segment
                {
                    DistrictId = db.DistrictId,
                    Id = Ids.New(now),
                    Stretch = river.Name,
                    No = i + 1,
                    FromText = post.From,
                    ToText = post.To,
                    AreaCode = "410103",
                    PostTitle = "河道段长",
                    Name = post.Name,
                    PhoneSealed = cipher.Seal(db.DistrictId, ReadinessPhones.Segment, post.Phone),
                    Course = SegmentCourse.Write(river.Line.Skip(from).Take(to - from + 1)),
                }
            );
        }
    }

    private void Drills(ReadinessSeed seed, DateTime now)
    {
        foreach (var drill in seed.Drills)
            db.Add(
                new Drill
                {
                    DistrictId = db.DistrictId,
                    Id = Ids.New(now),
                    Kind = drill.Kind,
                    AreaCode = drill.Area,
                    Place = drill.Place,
                    HeldAt = calendar.LocalMidnightUtc(calendar.LocalDay(now).AddDays(-drill.DaysAgo)).AddHours(15),
                    Arrivals = Drill.ArrivalsOf(drill.Arrivals),
                    Well = drill.Well,
                    Wrong = drill.Wrong,
                }
            );
    }
}
