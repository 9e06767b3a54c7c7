using Gezhi.Identity.Notices;
using Gezhi.Identity.Residents;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Contract;

/// <summary>A browser that is to be told. 推送目标</summary>
/// <param name="DeviceId">Address of the parcel.</param>
/// <param name="Language">zh-CN or en.</param>
public sealed record PushTarget(Guid DeviceId, string Language);

/// <summary>In which browsers residents switched notifications on, found by the phone they signed in with. 居民的通知设备</summary>
public sealed class PushBook(GezhiDb db, FieldCipher cipher, PushKeys keys)
{
    /// <summary>Whether notifications of browsers are set up here.</summary>
    public bool IsOn => keys.IsOn;

    /// <summary>Whether any resident switched it on at all: most districts, most of the time, need not look further. 有无居民设备</summary>
    public async Task<bool> HasResidents(CancellationToken ct) =>
        keys.IsOn && await db.Set<PushDevice>().AnyAsync(d => db.Set<Resident>().Any(r => r.Id == d.OwnerId), ct);

    /// <summary>Empty when the phone belongs to nobody who signed in, or nothing is switched on. 按电话查设备</summary>
    /// <param name="phone">As it is kept with the report.</param>
    public async Task<IReadOnlyList<PushTarget>> OfResident(string phone, CancellationToken ct)
    {
        if (!keys.IsOn || !Phone.TryParse(phone, out var parsed))
            return [];
        var index = cipher.Index(db.DistrictId, PhoneField.Resident, parsed.Value);
        return await db.Set<PushDevice>()
            .Where(d => db.Set<Resident>().Any(r => r.PhoneIndex == index && r.Id == d.OwnerId))
            .Select(d => new PushTarget(d.Id, d.Language))
            .ToListAsync(ct);
    }

    /// <summary>Content of a parcel for a browser. 推送内容</summary>
    /// <param name="link">Path on this site to which a touch leads.</param>
    /// <param name="text">Without personal data: others read a lock screen too.</param>
    public static string Content(string link, string text) => $"{link}\n{text}";
}
