using Gezhi.Cases.Centre;
using Gezhi.Cases.Contract;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Cases;

/// <summary>What the centre says became of today's cases.</summary>
public class DayOutcomeTests
{
    [Theory]
    [InlineData(CaseState.Void, false, false, DayFigures.Outcome.Ended)]
    [InlineData(CaseState.Void, false, true, DayFigures.Outcome.Ended)]
    [InlineData(CaseState.Joined, false, false, DayFigures.Outcome.Ended)]
    [InlineData(CaseState.Handling, false, false, DayFigures.Outcome.Doing)]
    [InlineData(CaseState.Handling, false, true, DayFigures.Outcome.Late)]
    [InlineData(CaseState.Closed, true, true, DayFigures.Outcome.Late)]
    [InlineData(CaseState.Closed, true, false, DayFigures.Outcome.DoneOnTime)]
    public void What_is_void_or_joined_is_not_being_worked_on(CaseState state, bool isClosed, bool isLate, DayFigures.Outcome outcome) =>
        DayFigures.OutcomeOf(state, isClosed, isLate).ShouldBe(outcome);
}
