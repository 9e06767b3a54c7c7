using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Problems;
using Shouldly;
using Xunit;
using static Gezhi.Tests.Unit.Cases.Cast;
using Case = Gezhi.Cases.Case;

namespace Gezhi.Tests.Unit.Cases;

/// <summary>Joining and splitting again leaves everything as it was, in whatever order and through chains.</summary>
public class JoinPropertyTests
{
    /// <summary>All that a person sees of a case, but not the record, which grows with every move.</summary>
    private static object Seen(Case c) =>
        new
        {
            c.State,
            c.Title,
            c.CategoryKey,
            c.AreaCode,
            c.ReportCount,
            c.JoinedToId,
            c.StateBefore,
            c.StageAtBefore,
            c.LeadUnitCode,
            c.CaseNo,
            c.ConfirmedAt,
            c.FiledAt,
            c.DispatchedAt,
            c.DueAt,
            c.OriginalDueAt,
            c.StageAt,
            c.StageDueAt,
            c.ConfirmAskedAt,
            c.SendBackCount,
        };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Splitting_everything_again_in_any_order_gives_back_exactly_what_was(int seed)
    {
        var random = new Random(seed);
        var joined = 0;
        for (var life = 0; life < 300; life++)
        {
            var cases = Enumerable.Range(0, 6).Select(n => One(n, random)).ToList();
            var before = cases.ConvertAll(Seen);
            var now = Morning.AddDays(1);
            for (var move = 0; move < 40; move++)
            {
                now = now.AddMinutes(random.Next(1, 300));
                var (a, b) = (cases[random.Next(6)], cases[random.Next(6)]);
                if (a.JoinedToId is not null && random.Next(3) == 0)
                    a.SplitFrom(Above(a, cases), By(LinXiao, now, "不是同一件"));
                else if (a.JoinedToId is null && b.JoinedToId is null && a.Id != b.Id && CaseFlow.Table.Allows(a.State, CaseAction.Join))
                {
                    a.JoinTo(b, By(LinXiao, now));
                    joined++;
                }
                cases.Sum(c => c.JoinedToId is null ? c.ReportCount : 0).ShouldBe(6);
            }

            foreach (var c in cases.Where(c => c.JoinedToId is not null).OrderBy(_ => random.Next()).ToList())
                c.SplitFrom(Above(c, cases), By(LinXiao, now.AddHours(1), "不是同一件"));

            cases.ConvertAll(Seen).ShouldBe(before);
        }
        joined.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public void Nobody_is_joined_to_himself()
    {
        var manhole = BrokenManhole();
        Should.Throw<RuleViolation>(() => manhole.JoinTo(manhole, By(LinXiao, Morning))).Code.ShouldBe("case.join-self");
    }

    private static List<Case> Above(Case subject, List<Case> cases)
    {
        var above = new List<Case>();
        for (var next = subject.JoinedToId; next is { } id; next = above[^1].JoinedToId)
            above.Add(cases.Single(c => c.Id == id));
        return above;
    }

    private static Case One(int number, Random random)
    {
        var opened = Case.Open(
            District,
            Id(number + 10),
            Channel.ResidentPage,
            new CaseFacts("积水", "gb47678/matter/01002", Grid, 113.66, 34.75, "德化街", false, null),
            By(AuntZhang, Morning.AddMinutes(number)),
            Limits
        );
        if (random.Next(2) == 0)
            opened.AskToConfirm(By(LinXiao, Morning.AddMinutes(20)), Limits);
        if (random.Next(2) == 0)
            opened.Confirm(true, By(SunQian, Morning.AddMinutes(40)), Limits);
        if (random.Next(2) == 0)
            opened.File(
                $"4101032026030500000{number}",
                null,
                new(4, Gezhi.Platform.Time.LimitUnit.WorkHour),
                By(LinXiao, Morning.AddMinutes(50)),
                Limits
            );
        if (opened.State == CaseState.Filed && random.Next(2) == 0)
            opened.Dispatch(Lighting, null, "{}", Calendar, By(ZhouHang, Morning.AddMinutes(60)));
        return opened;
    }
}
