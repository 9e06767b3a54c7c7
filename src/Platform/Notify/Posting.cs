using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Platform.Notify;

/// <summary>A message to be posted. 投寄</summary>
/// <param name="Kind">Why, dotted.</param>
/// <param name="OwnerId">The account or report it is for.</param>
/// <param name="Title">Heading where the medium has one.</param>
/// <param name="Text">What is said.</param>
/// <param name="At">UTC; not before.</param>
public sealed record Post(string Medium, string Kind, Guid OwnerId, string Address, string Title, string Text, DateTime At)
{
    public Guid? EventId { get; init; }
    public bool IsUrgent { get; init; }

    /// <summary>Joins what waits under this key; null: stays alone.</summary>
    public string? GatherKey { get; init; }

    /// <summary>What is said when it joins another; null: the same.</summary>
    public string? MoreText { get; init; }
}

/// <summary>Puts messages into the outgoing post, with the change that is being made. 投寄</summary>
public static class Posting
{
    /// <summary>More lines than this are counted, not written.</summary>
    public const int MostLines = 20;

    extension(GezhiDb db)
    {
        /// <summary>Adds a parcel, or a line to the one that waits under the same key. Saved by the caller.</summary>
        /// <remarks>When the waiting one leaves at this moment the save is refused as stale: do it again.</remarks>
        /// <returns>The parcel.</returns>
        public async Task<Parcel> Post(Post post, FieldCipher cipher, DateTime now, CancellationToken ct)
        {
            if (post.GatherKey is { } key && await db.Waiting(post, key, ct) is { } waiting)
            {
                Join(db, waiting, post.MoreText ?? post.Text, cipher);
                return waiting;
            }
            var parcel = new Parcel
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                Medium = post.Medium,
                Kind = post.Kind,
                OwnerId = post.OwnerId,
                EventId = post.EventId,
                Address = cipher.Seal(db.DistrictId, Parcel.Field, post.Address),
                Title = TextElements.Cut(post.Title, 100),
                Content = cipher.Seal(db.DistrictId, Parcel.Field, TextElements.Cut(post.Text, Parcel.Longest)),
                GatherKey = post.GatherKey,
                IsUrgent = post.IsUrgent,
                CreatedAt = now,
                NextAt = post.At,
            };
            db.Add(parcel);
            return parcel;
        }

        /// <summary>Also one that was added a moment ago and is not saved yet.</summary>
        private async Task<Parcel?> Waiting(Post post, string key, CancellationToken ct) =>
            db.ChangeTracker.Entries<Parcel>()
                .Where(e => e.State is EntityState.Added or EntityState.Modified)
                .Select(e => e.Entity)
                .FirstOrDefault(p => p.GatherKey == key && p.OwnerId == post.OwnerId && p.Medium == post.Medium)
            ?? await db.Set<Parcel>()
                .FirstOrDefaultAsync(
                    p =>
                        p.OwnerId == post.OwnerId
                        && p.Medium == post.Medium
                        && p.GatherKey == key
                        && p.Claim == null
                        && p.Attempts == 0
                        && p.NextAt != null,
                    ct
                );
    }

    private static void Join(GezhiDb db, Parcel waiting, string text, FieldCipher cipher)
    {
        waiting.Lines++;
        if (waiting.Lines > MostLines)
            return;
        var said = cipher.Open(db.DistrictId, Parcel.Field, waiting.Content);
        waiting.Content = cipher.Seal(db.DistrictId, Parcel.Field, TextElements.Cut($"{said}\n{text}", Parcel.Longest));
    }
}
