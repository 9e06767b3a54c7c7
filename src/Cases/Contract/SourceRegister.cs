using Gezhi.Cases.Channels;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Contract;

/// <summary>A system to be connected. 来源登记</summary>
/// <param name="Channel">The one channel it uses.</param>
/// <param name="Name">Shown to staff.</param>
/// <param name="LimitAMinute">Requests a minute.</param>
public sealed record SourceEntry(Channel Channel, string Name, int LimitAMinute);

/// <summary>Connects systems in bulk, for the seed town and for set-up scripts on the machine itself; no endpoint leads here. 来源登记簿</summary>
/// <remarks>Their keys are thrown away: an administrator renews each before it is used.</remarks>
public sealed class SourceRegister
{
    private readonly GezhiDb db;
    private readonly FieldCipher cipher;

    internal SourceRegister(GezhiDb db, FieldCipher cipher) => (this.db, this.cipher) = (db, cipher);

    /// <summary>Systems in use of one channel, by name. 在用来源</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> Of(Channel channel, CancellationToken ct) =>
        [
            .. (
                await db.Set<ChannelSource>()
                    .AsNoTracking()
                    .Where(s => s.Channel == channel && s.RetiredAt == null)
                    .OrderBy(s => s.Name)
                    .ThenBy(s => s.Id)
                    .Select(s => new { s.Id, s.Name })
                    .ToListAsync(ct)
            ).Select(s => (s.Id, s.Name)),
        ];

    /// <summary>Adds them to the change that is being made; the caller saves.</summary>
    /// <param name="now">UTC.</param>
    /// <returns>Ids by channel; of several in one channel the last.</returns>
    public IReadOnlyDictionary<Channel, Guid> Add(IReadOnlyList<SourceEntry> entries, DateTime now)
    {
        var ids = new Dictionary<Channel, Guid>();
        foreach (var entry in entries)
        {
            var key = SourceSecret.NewKey(db.DistrictId);
            var source = new ChannelSource
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                Channel = entry.Channel,
                Name = entry.Name,
                KeyHash = SourceSecret.HashOf(key),
                KeyTail = key[^4..],
                Secret = cipher.Seal(db.DistrictId, SourceSecret.Field, SourceSecret.NewSecret())!,
                LimitAMinute = entry.LimitAMinute,
                CreatedAt = now,
            };
            db.Add(source);
            ids[entry.Channel] = source.Id;
        }
        return ids;
    }
}
