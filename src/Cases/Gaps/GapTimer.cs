using Gezhi.Platform.Data;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Gaps;

/// <summary>Nobody decided in time: the entry goes to the decider of the level above, with a new deadline. Once decided: what was hung on it in that moment. 裁决超期上呈</summary>
internal sealed class GapTimer(GapRegister register, DecideGap deciding) : ITimerHandler
{
    public const string Name = "cases.gap";

    public string Kind => Name;

    /// <remarks>A timer of an older deadline finds a later one and does nothing.</remarks>
    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var gap = await db.Set<Gap>().FirstOrDefaultAsync(g => g.Id == timer.SubjectId, ct);
        if (gap is { IsOpen: false })
            await deciding.Late(gap, now, ct);
        else if (gap is not null && gap.DueAt <= now)
            await register.Climb(gap, now, ct);
    }
}
