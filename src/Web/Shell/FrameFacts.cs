using System.Collections.Concurrent;
using System.Globalization;
using Gezhi.Grids.Areas;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Time;
using Gezhi.Platform.Ui.Shells;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Web.Shell;

/// <summary>Tells the frames which district this is, who is signed in and what the clock says. 页框信息</summary>
internal sealed class FrameFacts(TimeProvider clock, WorkCalendar calendar)
{
    private readonly ConcurrentDictionary<int, (string Zh, string En)> names = new();

    public async ValueTask<ShellFacts> Read(HttpContext http)
    {
        var actor = http.Features.Get<Actor>();
        var staff = actor is { Kind: ActorKind.Staff } ? actor : null;
        var (zh, en) = actor is null ? ("", "") : await NameOf(actor.DistrictId, http);
        var isEnglish = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" && en.Length > 0;
        return new ShellFacts(isEnglish ? en : zh, staff, calendar.Local(clock.UtcNow));
    }

    /// <summary>A district's name does not change while the program runs; an empty one is asked for again.</summary>
    private async ValueTask<(string Zh, string En)> NameOf(int districtId, HttpContext http)
    {
        if (names.TryGetValue(districtId, out var known))
            return known;
        var code = districtId.ToString(CultureInfo.InvariantCulture);
        var db = http.RequestServices.GetRequiredService<GezhiDb>();
        var district = await db.Set<Area>()
            .Where(a => a.Code == code && a.ValidTo == null)
            .Select(a => new { a.NameZh, a.NameEn })
            .FirstOrDefaultAsync(http.RequestAborted);
        return district is null ? ("", "") : names.GetOrAdd(districtId, (district.NameZh, district.NameEn));
    }
}
