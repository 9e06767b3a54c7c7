using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;
using Shouldly;
using Xunit;
using static Gezhi.Tests.Unit.Cases.Cast;
using Case = Gezhi.Cases.Case;

namespace Gezhi.Tests.Unit.Cases;

/// <summary>What must hold for every life that a case can lead.</summary>
public class FlowTests
{
    private static readonly Actor[] Everyone = [LinXiao, ZhouHang, OtherDispatcher, ZhaoGong, SunQian, ChenMo, AuntZhang];

    [Fact]
    public void Every_state_can_reach_an_end()
    {
        foreach (var state in Enum.GetValues<CaseState>())
            Reachable(state).Intersect(CaseFlow.Ends).ShouldNotBeEmpty(state.ToString());
    }

    [Fact]
    public void Only_reopening_and_splitting_lead_out_of_an_end()
    {
        foreach (var end in CaseFlow.Ends)
            CaseFlow
                .Table.Lines.Where(l => l.From.Contains(end) && (l.To is not null || l.Action == CaseAction.Split))
                .Select(l => l.Action)
                .ShouldBeSubsetOf([CaseAction.Reopen, CaseAction.Split]);
    }

    [Fact]
    public void Every_state_stands_in_the_table()
    {
        var used = CaseFlow.Table.Lines.SelectMany(l => l.From.Append(l.To ?? CaseState.Reported)).Distinct();
        used.ShouldBe(Enum.GetValues<CaseState>(), ignoreOrder: true);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Random_lives_only_refuse_and_their_timelines_replay_to_the_state(int seed)
    {
        var random = new Random(seed);
        var moved = 0;
        for (var life = 0; life < 400; life++)
        {
            var (subject, other, now) = (BrokenManhole(), Second(), Morning);
            for (var move = 0; move < 90; move++)
            {
                now = now.AddMinutes(random.Next(1, 600));
                var before = subject.Sequence;
                try
                {
                    Any(random, subject, other, now);
                }
                catch (RuleViolation)
                {
                    subject.Sequence.ShouldBe(before, "a refused move leaves no row");
                }
                moved += subject.Sequence - before;
            }
            Replay(subject.Fresh).ShouldBe(subject.State);
            VerifyChain(subject);
        }
        moved.ShouldBeGreaterThan(2000, "the lives must really have moved");
    }

    private static void Any(Random random, Case subject, Case other, DateTime now)
    {
        var step = By(Everyone[random.Next(Everyone.Length)], now, random.Next(3) == 0 ? "备注" : null);
        Action[] moves =
        [
            () => subject.AskToConfirm(step, Limits),
            () => subject.Confirm(random.Next(2) == 0, step, Limits),
            () => subject.Withdraw(step),
            () => subject.File("41010320260305000001", null, new TimeLimit(1, (LimitUnit)random.Next(5)), step, Limits),
            () => subject.File("41010320260305000001", null, new TimeLimit(4, LimitUnit.WorkHour), step, Limits),
            () => subject.Decline(step),
            () => subject.Transfer(step),
            () => subject.JoinTo(other, step),
            () => subject.SplitFrom([other], step),
            () => subject.Dispatch(Lighting, null, "{}", Calendar, step),
            () => subject.Dispatch(Lighting, null, "{}", Calendar, step),
            () => subject.Accept(step),
            () => subject.Accept(step),
            () => subject.SendBack(step, Limits),
            () => subject.AskApproval(step),
            () => subject.Extend(step.Now, Calendar, step, Limits),
            () => subject.Shelve(now.AddDays(3), step, Limits),
            () => subject.Resume(Calendar, step),
            () => subject.ReportDone(step, Limits),
            () => subject.ReportDone(step, Limits),
            () => subject.Check(random.Next(2) == 0, step, Calendar, Limits),
            () => subject.Close(step),
            () => subject.Reopen(step, Limits),
            () => subject.Void(step),
            () => subject.Depart(step),
            () => subject.Arrive(step),
            () => subject.Remark(CaseAction.Urge, step),
            () => subject.SolveOnSpot("41010320260305000002", null, new TimeLimit(1, LimitUnit.WorkDay), step),
        ];
        moves[random.Next(moves.Length)]();
    }

    private static CaseState Replay(IReadOnlyList<TimelineRow> rows)
    {
        var state = CaseState.Reported;
        foreach (var row in rows)
        {
            row.From.ShouldBe(state);
            state = row.To;
        }
        return state;
    }

    private static void VerifyChain(Case subject)
    {
        var previous = Chain.Start;
        foreach (var (row, index) in subject.Fresh.Select((r, i) => (r, i)))
        {
            row.Sequence.ShouldBe(index + 1);
            row.PreviousHash.ShouldBe(previous);
            row.Recompute().ShouldBe(row.Hash);
            previous = row.Hash;
        }
        subject.LastHash.ShouldBe(previous);
    }

    private static HashSet<CaseState> Reachable(CaseState from)
    {
        var seen = new HashSet<CaseState> { from };
        var left = new Queue<CaseState>(seen);
        while (left.TryDequeue(out var state))
            foreach (
                var to in CaseFlow
                    .Table.Lines.Where(l => l.From.Contains(state))
                    .Select(l => l.To ?? (l.Action == CaseAction.Split ? CaseState.Reported : state))
            )
                if (seen.Add(to))
                    left.Enqueue(to);
        return seen;
    }

    private static Case Second() =>
        Case.Open(
            District,
            Id(2),
            Channel.Hotline,
            new CaseFacts("井盖坏了", null, Grid, null, null, "", false, null),
            By(AuntZhang, Morning),
            Limits
        );
}
