using Gezhi.Cases.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Open311.Catalogue;
using Gezhi.Open311.Wire;
using Gezhi.Platform.Data;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Open311.Requests;

/// <summary>A matter as a caller may read it: its own whole, others' with the category for the words and a rounded place. 对外视图</summary>
internal sealed class RequestView(GezhiDb db, ServiceList services, PublicCases cases, UnitDirectory units, Notes notebook, Photos photos)
{
    /// <summary>Longest description, characters.</summary>
    public const int LongestDescription = 4000;

    private const int LongestTitle = 60;

    /// <summary>Channels inside the house: what leaders ask and inspectors find is nobody's report.</summary>
    public static readonly Channel[] Internal = [Channel.Leader, Channel.Visit, Channel.Sensor, Channel.Video];

    /// <summary>Categories that a city adds by itself are quarrels, hardship and dangers in homes: not even their number is told.</summary>
    public const string InternalScheme = "local";

    /// <summary>Questions by category, read once for an answer of many rows.</summary>
    private readonly Dictionary<string, IReadOnlyList<Question>> asked = [];

    /// <summary>In characters as people count them; what is far too long is not counted.</summary>
    public static bool IsShortEnough(string text) =>
        text.Length <= LongestDescription || (text.Length <= LongestDescription * 4 && TextElements.Length(text) <= LongestDescription);

    /// <summary>Whether everybody may know of it.</summary>
    public static bool IsPublic(Channel channel, string? categoryKey) =>
        categoryKey is not null && !IsInternal(categoryKey) && !Internal.Contains(channel);

    public static bool IsInternal(string categoryKey) => categoryKey.StartsWith(InternalScheme + "/", StringComparison.Ordinal);

    /// <summary>Whether the caller may know of it at all: its own, and what everybody may know.</summary>
    public static bool Reaches(PublicCase matter, Source? caller) => IsOwn(matter, caller) || IsPublic(matter.Channel, matter.CategoryKey);

    public async Task<bool> ShowsWords(CancellationToken ct) => await db.Set<Publication>().AnyAsync(p => p.ShowsWords, ct);

    public async Task<IReadOnlyList<Fields>> Of(IReadOnlyList<PublicCase> matters, Ask ask, CancellationToken ct)
    {
        var (caller, isExtended) = (ask.Caller, ask.Given.IsOn("extensions"));
        var known = (await services.All(ct)).ToDictionary(s => s.Key);
        var showsWords = await ShowsWords(ct);
        var notes = isExtended ? await notebook.Of(matters, caller, ct) : null;
        var parents = isExtended ? await Parents(matters, caller, ct) : [];
        var media = await photos.Of(matters, ask, ct);
        var answers = isExtended ? await KeptAnswers(matters, caller, ct) : null;
        var rows = new List<Fields>(matters.Count);
        foreach (var matter in matters)
        {
            var service = known.GetValueOrDefault(matter.CategoryKey ?? "");
            var name = service?.Name ?? await cases.NameOf(matter.CategoryKey, ct);
            var unit = matter.UnitCode is { } code ? await units.Find(code, ct) : null;
            var row = Row(matter, name, service?.Group, unit, Reads(matter, caller, showsWords), media[matter.Id].FirstOrDefault());
            if (notes is not null)
            {
                row.Add("extended_attributes", Extended(matter, parents, [.. media[matter.Id]]));
                row.Add("notes", new Listing("note", [.. notes[matter.Id]]));
            }
            if (answers is not null && IsOwn(matter, caller))
                row.Add("attributes", await Told(matter.CategoryKey, answers[matter.Id], ct));
            rows.Add(row);
        }
        return rows;
    }

    /// <summary>What the caller answered to questions with its own reports.</summary>
    private async Task<ILookup<Guid, KeptAnswer>> KeptAnswers(IReadOnlyList<PublicCase> matters, Source? caller, CancellationToken ct)
    {
        var own = matters.Where(m => IsOwn(m, caller)).Select(m => m.Id).ToList();
        var kept = own.Count == 0 ? [] : await db.Set<KeptAnswer>().AsNoTracking().Where(a => own.Contains(a.CaseId)).ToListAsync(ct);
        return kept.OrderBy(a => a.No).ToLookup(a => a.CaseId);
    }

    private async Task<Listing> Told(string? categoryKey, IEnumerable<KeptAnswer> kept, CancellationToken ct)
    {
        if (categoryKey is null)
            return Answers.Told([], kept);
        if (!asked.TryGetValue(categoryKey, out var questions))
            asked[categoryKey] = questions = await services.QuestionsOf(categoryKey, ct);
        return Answers.Told(questions, kept);
    }

    /// <summary>Whether it came from the caller, and its key may read what it sent.</summary>
    public static bool IsOwn(PublicCase matter, Source? caller) =>
        caller is not null && matter.SourceId == caller.Id && !caller.Has(SourceSwitches.ReportsOnly);

    /// <summary>What of a matter the caller may read.</summary>
    private static Reading Reads(PublicCase matter, Source? caller, bool showsWords) =>
        IsOwn(matter, caller) ? Reading.Whole
        : showsWords && matter.FiledAt is not null ? Reading.Words
        : Reading.Category;

    private static Fields Row(PublicCase matter, string name, string? group, UnitView? unit, Reading reading, string? photo)
    {
        var isWhole = reading == Reading.Whole;
        var row = new Fields
        {
            { "service_request_id", matter.Id.ToString("N") },
            { "status", StatusWords.Of(matter) },
            { "status_notes", isWhole && matter.Said is { } said ? $"{matter.Step}：{said}" : matter.Step },
            { "service_name", name },
            { "service_code", ServiceList.CodeOf(matter.CategoryKey ?? "") },
            { "description", reading == Reading.Category ? name : TextElements.Cut(matter.Text, LongestDescription) },
            { "agency_responsible", unit is null ? null : NameOf(unit) },
            { "service_notice", null },
            { "requested_datetime", Instants.Write(matter.ReportedAt) },
            { "updated_datetime", Instants.Write(matter.UpdatedAt) },
            { "expected_datetime", Instants.Write(matter.DueAt) },
            { "address", isWhole && matter.PlaceText.Length > 0 ? matter.PlaceText : matter.AreaName },
            { "address_id", null },
            { "zipcode", null },
            { "lat", isWhole ? matter.Lat : Rounded.Of(matter.Lat) },
            { "long", isWhole ? matter.Lon : Rounded.Of(matter.Lon) },
            { "media_url", photo },
            { "title", reading == Reading.Category ? name : FirstLine(matter.Text) },
            { "extras", Extras(name, group) },
        };
        if (isWhole)
            row.AddRange(Theirs(matter.ChannelNo, matter.CaseNo));
        if (!IsPublic(matter.Channel, matter.CategoryKey))
            row.Add("non_public", true); // left out otherwise: to Perl the word "false" is true
        return row;
    }

    /// <summary>Category and group by which FixMyStreet moves the report there when it was filed under another one here.</summary>
    public static Fields Extras(string name, string? group) => new() { { "category", name }, { "group", group } };

    /// <summary>By which its sender finds it again: FixMyStreet's own number, where that is one, and the number of the case.</summary>
    public static Fields Theirs(string? channelNo, string? caseNo)
    {
        var fields = new Fields();
        if (TheirNumber.FixMyStreetId(channelNo) is { } number)
            fields.Add("fixmystreet_id", number);
        if (caseNo is not null)
            fields.Add("customer_reference", caseNo);
        return fields;
    }

    private static string FirstLine(string text) => TextElements.Cut(text.Split('\n', 2)[0].Trim(), LongestTitle);

    /// <summary>The matters on which these hang, as far as the caller may know of them.</summary>
    private async Task<HashSet<Guid>> Parents(IReadOnlyList<PublicCase> matters, Source? caller, CancellationToken ct)
    {
        var ids = matters.Select(m => m.JoinedToId).OfType<Guid>().Distinct().ToList();
        return ids.Count == 0 ? [] : [.. (await cases.Find(ids, ct)).Where(p => Reaches(p, caller)).Select(p => p.Id)];
    }

    private static Fields Extended(PublicCase matter, HashSet<Guid> parents, IReadOnlyList<object?> photos) =>
        new()
        {
            { "channel", matter.Channel.ToString() },
            { "ward", matter.AreaName },
            { "detailed_status", StatusWords.Of(matter.State) },
            { "duplicate", matter.JoinedToId is not null },
            { "parent_service_request_id", matter.JoinedToId is { } parent && parents.Contains(parent) ? parent.ToString("N") : null },
            { "closed_datetime", Instants.Write(matter.ClosedAt) },
            { "votes", matter.ReportCount },
            { "photos", new Listing("photo", photos) },
        };

    private static string NameOf(UnitView unit) =>
        System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" && unit.NameEn.Length > 0
            ? unit.NameEn
            : unit.NameZh;

    private enum Reading
    {
        /// <summary>Name of the category, rounded place.</summary>
        Category,

        /// <summary>What was said, rounded place.</summary>
        Words,

        /// <summary>Everything, to whoever sent it.</summary>
        Whole,
    }
}
