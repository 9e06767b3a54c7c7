using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Field.Blobs;
using Gezhi.Field.Devices;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Field.Entries;

/// <summary>A supervisor decides a held entry in the worker's place: what others did stands, or what was noted goes to whoever holds the case now. 代为决定</summary>
/// <remarks>The decision is signed: with the next sync the phone that still holds the entry lets go of it, and shows who decided what and why.</remarks>
public sealed class DecideHeld(GezhiDb db, ReadHeld held, CaseNotes notes, PartialFiles files, ReceiptKey receipts, TimeProvider clock)
{
    /// <summary>Longest text that goes onto the record of a case.</summary>
    private const int LongestNote = 1000;

    /// <summary>Kinds about a case, whose holder can be told.</summary>
    private static readonly string[] OfCases = ["accept", "depart", "arrive", "confirm", "hand-in", "send-back", "climb", "ask"];

    /// <param name="HandOn">True: what the worker noted goes onto the record, to whoever holds the case; false: it is given up.</param>
    /// <param name="Why">Told to the worker.</param>
    public sealed record Command([property: Needed] bool? HandOn, [property: Needed, Longest(200)] string Why = "");

    /// <param name="Photos">How many photos of the worker lie with the case from now on.</param>
    public sealed record Decided(Guid Id, EntryState State, int Photos);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/held/{entryId:guid}/decision",
                async (Guid entryId, Command command, DecideHeld feature, Actor actor, CancellationToken ct) =>
                    Results.Json(await feature.Run(entryId, command, actor, ct), FieldJson.Options)
            )
            .WithSummary("代为决定现场记录 · Decide a held entry in the worker's place");

    /// <summary>Whether what was noted can go to the holder of a case.</summary>
    public static bool MayHandOn(Entry entry) => IsOfCase(entry.Kind);

    /// <summary>Whether entries of the kind are about a case.</summary>
    public static bool IsOfCase(string kind) => OfCases.Contains(kind);

    /// <exception cref="NotFound">Not there, decided already, or not the actor's to see.</exception>
    /// <exception cref="RuleViolation"><c>entry.no-case</c>: nobody to hand it to.</exception>
    /// <exception cref="StaleVersion">The worker decided at this moment.</exception>
    public async Task<Decided> Run(Guid entryId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (!actor.Can(Permission.Supervise))
            throw new Forbidden(Permission.Supervise);
        var (entry, theirs) = await held.Find(entryId, actor, ct);
        var handOn = command.HandOn == true;
        if (handOn && !MayHandOn(entry))
            throw new RuleViolation("entry.no-case");
        var (why, said) = (PlainText.Clean(command.Why), string.Join('；', held.Read(entry)));
        var (photos, missing) = handOn ? await Photos(entry, ct) : ([], 0);
        var state = handOn ? EntryState.HandedOn : EntryState.Dropped;
        (entry.State, entry.Said, entry.DecidedAt) = (state, null, clock.UtcNow.CutToMilliseconds());
        (entry.DecidedBy, entry.DecidedPost, entry.DecidedWhy) = (actor.AccountId, Post(entry, actor), why);
        entry.Signature = receipts.Sign(EntryText.Receipt(entry.Id, entry.DecidedAt, entry.Hash, TakeEntry.Signed(state)));
        db.Audit(actor, handOn ? "entry.handed-on" : "entry.given-up", entry.Id, $"{entry.Kind} {theirs.State}", clock.UtcNow);
        if (!handOn)
        {
            await db.Save(ct);
            return new Decided(entry.Id, state, 0);
        }
        var note = $"离线记录转来，请承办人看：{(said.Length > 0 ? said : entry.Kind)}。{why}";
        if (missing > 0)
            note += string.Create(CultureInfo.InvariantCulture, $"（还有 {missing} 张照片没有传到中心，请向本人要）");
        var kept = await notes.Give(entry.CaseId!.Value, TextElements.Cut(note, LongestNote), photos, actor, ct);
        return new Decided(entry.Id, state, kept);
    }

    /// <summary>The post by which it is decided: that of the ground where it lies, else any that supervises.</summary>
    private static string Post(Entry entry, Actor actor) =>
        (
            actor.PostFor(Permission.Supervise, entry.AreaCode) ?? actor.Posts.First(p => RolePermissions.Has(p.Role, Permission.Supervise))
        ).Title;

    /// <summary>Photos that came whole with the entry, and how many did not.</summary>
    private async Task<(IReadOnlyList<IncomingFile> Photos, int Missing)> Photos(Entry entry, CancellationToken ct)
    {
        var (owner, photos, missing) = (new Owner(entry.DistrictId, entry.AccountId), new List<IncomingFile>(), 0);
        foreach (var hash in held.PhotosOf(entry))
            if (await files.Read(owner, hash, ct) is { } bytes)
                photos.Add(new IncomingFile(hash[..8], bytes));
            else
                missing++;
        return (photos, missing);
    }
}
