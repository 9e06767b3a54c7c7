using System.Globalization;
using Gezhi.Grids.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Time;
using Gezhi.Platform.Ui.Shells;

namespace Gezhi.Web.Shell;

/// <summary>Tells the frames which district this is, who is signed in and what the clock says. 页框信息</summary>
internal sealed class FrameFacts(AreaBook areas, TimeProvider clock, WorkCalendar calendar)
{
    public ValueTask<ShellFacts> Read(HttpContext http)
    {
        var actor = http.Features.Get<Actor>();
        var staff = actor is { Kind: ActorKind.Staff } ? actor : null;
        var district = actor is null ? null : areas.NameOf(actor.DistrictId.ToString(CultureInfo.InvariantCulture));
        return new(new ShellFacts(district ?? "", staff, calendar.Local(clock.UtcNow)));
    }
}
