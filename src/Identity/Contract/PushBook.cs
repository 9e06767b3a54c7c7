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
    private const int Chunk = 500;

    /// <summary>Whether notifications of browsers are set up here.</summary>
    public bool IsOn => keys.IsOn;

    /// <summary>Whether any resident switched it on at all: most districts, most of the time, need not look further. 有无居民设备</summary>
    public async Task<bool> HasResidents(CancellationToken ct) =>
        keys.IsOn && await db.Set<PushDevice>().AnyAsync(d => db.Set<Resident>().Any(r => r.Id == d.OwnerId), ct);

    /// <summary>The browsers of whoever signed in with one of the phones; who did not, or switched nothing on, is not among them. 按电话查设备</summary>
    /// <param name="phones">As they are kept with the reports. One statement for five hundred.</param>
    public async Task<ILookup<string, PushTarget>> OfResidents(IEnumerable<string> phones, CancellationToken ct)
    {
        var found = new List<(string Phone, PushTarget Target)>();
        if (!keys.IsOn)
            return found.ToLookup(f => f.Phone, f => f.Target);
        foreach (var chunk in phones.Distinct().Chunk(Chunk))
        {
            var known = chunk
                .SelectMany(phone =>
                    Phone.TryParse(phone, out var parsed) ? IndexesOf(parsed.Value).Select(index => (Phone: phone, Index: index)) : []
                )
                .ToLookup(p => Convert.ToHexString(p.Index), p => p.Phone);
            byte[][] indexes = [.. known.Select(k => Convert.FromHexString(k.Key))];
            var devices = await db.Set<PushDevice>()
                .Join(
                    db.Set<Resident>().Where(r => indexes.Contains(r.PhoneIndex)),
                    d => d.OwnerId,
                    r => r.Id,
                    (d, r) =>
                        new
                        {
                            r.PhoneIndex,
                            d.Id,
                            d.Language,
                        }
                )
                .ToListAsync(ct);
            foreach (var device in devices)
            foreach (var phone in known[Convert.ToHexString(device.PhoneIndex)])
                found.Add((phone, new PushTarget(device.Id, device.Language)));
        }
        return found.ToLookup(f => f.Phone, f => f.Target);
    }

    /// <summary>Whether a resident who signed in has a browser that is told. 本人是否开启</summary>
    public async Task<bool> IsHeardBy(Guid residentId, CancellationToken ct) =>
        keys.IsOn && await db.Set<PushDevice>().AnyAsync(d => d.OwnerId == residentId, ct);

    /// <summary>The browsers of these residents. 按居民查设备</summary>
    public async Task<IReadOnlyList<(Guid ResidentId, PushTarget Target)>> OfOwners(
        IReadOnlyCollection<Guid> residentIds,
        CancellationToken ct
    )
    {
        var found = new List<(Guid, PushTarget)>();
        if (!keys.IsOn)
            return found;
        foreach (var chunk in residentIds.Distinct().Chunk(Chunk))
            found.AddRange(
                (
                    await db.Set<PushDevice>()
                        .Where(d => chunk.Contains(d.OwnerId))
                        .Select(d => new
                        {
                            d.OwnerId,
                            d.Id,
                            d.Language,
                        })
                        .ToListAsync(ct)
                ).Select(d => (d.OwnerId, new PushTarget(d.Id, d.Language)))
            );
        return found;
    }

    /// <summary>Content of a parcel for a browser. 推送内容</summary>
    /// <param name="link">Path on this site to which a touch leads.</param>
    /// <param name="text">Without personal data: others read a lock screen too.</param>
    public static string Content(string link, string text) => $"{link}\n{text}";

    private byte[][] IndexesOf(string phone) => cipher.Indexes(db.DistrictId, PhoneField.Resident, phone);
}
