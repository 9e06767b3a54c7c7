using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Field.Entries;

/// <summary>A supervisor decides a held entry in the worker's place: what others did stands, or what was noted goes to whoever holds the case now. 代为决定</summary>
public sealed class DecideHeld(GezhiDb db, ReadHeld held, CaseNotes notes, TimeProvider clock)
{
    /// <summary>Longest text that goes onto the record of a case.</summary>
    private const int LongestNote = 1000;

    /// <summary>Kinds about a case, whose holder can be told.</summary>
    private static readonly string[] OfCases = ["accept", "depart", "arrive", "confirm", "hand-in", "send-back", "climb", "ask"];

    /// <param name="HandOn">True: what the worker noted goes onto the record, to whoever holds the case; false: it is given up.</param>
    /// <param name="Why">Told to the worker.</param>
    public sealed record Command([property: Needed] bool? HandOn, [property: Needed, Longest(200)] string Why = "");

    public sealed record Decided(Guid Id, EntryState State);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/held/{entryId:guid}/decision",
                async (Guid entryId, Command command, DecideHeld feature, Actor actor, CancellationToken ct) =>
                    Results.Json(await feature.Run(entryId, command, actor, ct), FieldJson.Options)
            )
            .WithSummary("代为决定现场记录 · Decide a held entry in the worker's place");

    /// <summary>Whether what was noted can go to the holder of a case.</summary>
    public static bool MayHandOn(Entry entry) => OfCases.Contains(entry.Kind);

    /// <exception cref="NotFound">Not there, decided already, or not the actor's to see.</exception>
    /// <exception cref="RuleViolation"><c>entry.no-case</c>: nobody to hand it to.</exception>
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
        (entry.State, entry.Said, entry.DecidedAt) = (
            handOn ? EntryState.HandedOn : EntryState.Dropped,
            null,
            clock.UtcNow.CutToMilliseconds()
        );
        (entry.DecidedBy, entry.DecidedWhy) = (actor.AccountId, why);
        db.Audit(actor, handOn ? "entry.handed-on" : "entry.given-up", entry.Id, $"{entry.Kind} {theirs.State}", clock.UtcNow);
        if (handOn)
            await notes.Give(
                entry.CaseId!.Value,
                Cut($"离线记录转来，请承办人看：{(said.Length > 0 ? said : entry.Kind)}。{why}"),
                actor,
                ct
            );
        else
            await db.Save(ct);
        return new Decided(entry.Id, entry.State);
    }

    private static string Cut(string text) => text.Length <= LongestNote ? text : text[..LongestNote];
}
