using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gezhi.Cases.Contract;
using Gezhi.Open311.Catalogue;
using Gezhi.Open311.Wire;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;

namespace Gezhi.Open311.Requests;

/// <summary>POST requests: a report of another platform becomes one of ours, once, however often it is sent. 提交诉求</summary>
internal sealed class PostRequest(ServiceList services, PublicCases cases, SourceIntake intake)
{
    /// <summary>Sent with reports for which nobody touched the map.</summary>
    private const string NotPinpointed = "#NOTPINPOINTED#";

    /// <summary>How far such a point may be off, metres.</summary>
    private const double Unpinned = 1000;

    /// <summary>Without a number of their own, the same words within so much time are the same report.</summary>
    public static readonly TimeSpan Repeat = TimeSpan.FromMinutes(10);

    public async Task<Answer> Run(Ask ask, CancellationToken ct)
    {
        var (caller, given) = (ask.Known, ask.Given);
        if (caller.Has(SourceSwitches.AnswersOnly))
            throw new Refusal(403, "This key reads; reports need another one.");
        if (await Earlier(ask, caller, ct) is { } known)
            return Reply(caller, known, null);
        var (service, questions) = await Asked(given, ct);
        var text = Described(given);
        var place = Place(given);
        var wrong = Answers.Check(questions, given.Attributes);
        if (wrong.Count > 0)
            throw new Refusal(400, [.. wrong]);
        var media = await Media.Of(given, ct);
        var (phone, isPhoneUsable) = PhoneOf(given["phone"]);
        var said = new SourceReport(
            null,
            Whole(text, service, questions, given, media),
            place.Lon,
            place.Lat,
            AccuracyMetres: place.AccuracyMetres,
            PlaceText: place.Text,
            CategoryKey: service.Key,
            Phone: phone
        );
        var caseId = await Take(ask, caller, said, media, ct);
        return Reply(caller, caseId, Notices(media, isPhoneUsable));
    }

    /// <summary>What came under the same number is the same report, also when a word of it was changed since: FixMyStreet sends again until it hears an id.</summary>
    private async Task<Guid?> Earlier(Ask ask, Source caller, CancellationToken ct) =>
        TheirNumber.Of(ask.Given, ask.IdempotencyKey) is { } no ? await cases.FindBy(caller.Id, no, ct) : null;

    private async Task<(Service, IReadOnlyList<Question>)> Asked(Parameters given, CancellationToken ct)
    {
        var wrapped = given.Attributes.GetValueOrDefault("_wrapped_service_code")?[0];
        var code = given["service_code"] ?? wrapped ?? throw Refusal.Wrong("service_code is required.");
        var service =
            (wrapped is { Length: > 0 } ? await services.Named(wrapped, ct) : null)
            ?? await services.Named(code, ct)
            ?? throw Refusal.Missing($"service_code '{code}' is not in the list of services.");
        return (service, service.HasQuestions ? await services.QuestionsOf(service.Key, ct) : []);
    }

    /// <summary>What was said, with the title before and the address of the report behind, where a client sends them by themselves.</summary>
    private static string Described(Parameters given)
    {
        var attributes = given.Attributes;
        string? Said(string code) =>
            PlainText.Clean(given[code] ?? attributes.GetValueOrDefault(code)?[0]) is { Length: > 0 } said ? said : null;
        var text = Said("description") ?? Said("detail") ?? "";
        if (Said("title") is { } title && !IsHonorific(title) && !text.Contains(title, StringComparison.Ordinal))
            text = text.Length == 0 ? title : $"{title}\n{text}";
        if (Said("report_url") is { } address && !text.Contains(address, StringComparison.Ordinal))
            text = $"{text}\n{address}".TrimStart();
        return RequestView.IsShortEnough(text)
            ? text
            : throw Refusal.Wrong($"description is longer than {RequestView.LongestDescription} characters.");
    }

    /// <summary>Some FixMyStreets send Mr or Mrs as the title.</summary>
    private static bool IsHonorific(string title) => title.Length <= 5 && title.All(c => char.IsAsciiLetter(c) || c == '.');

    /// <exception cref="Refusal">Nothing says where it is, or only half a point.</exception>
    private static (double? Lon, double? Lat, double? AccuracyMetres, string? Text) Place(Parameters given)
    {
        var (lat, lon) = (given.Number("lat", -90, 90), given.Number("long", -180, 180) ?? given.Number("lon", -180, 180));
        if (lat is null != lon is null)
            throw Refusal.Wrong("lat and long come together.");
        if (lat is 0 && lon is 0)
            (lat, lon) = (null, null); // some clients send noughts for what they do not know
        var id = given["address_id"] is { } sent && sent != "0" ? sent : null;
        if (lat is null && given["address_string"] is null && id is null)
            throw Refusal.Wrong("A location is required: lat and long, address_string or address_id.");
        var isUnpinned = id == NotPinpointed;
        var words = given["address_string"] ?? given.Attributes.GetValueOrDefault("closest_address")?[0] ?? (isUnpinned ? null : id);
        return (
            lon,
            lat,
            isUnpinned && lat is not null ? Unpinned : null,
            words is null ? null : TextElements.Cut(PlainText.CleanLine(words), 200)
        );
    }

    /// <summary>A phone that cannot be reached here is left out; the answer goes back through the interface anyway. Names and mail addresses are not kept.</summary>
    private static (string? Phone, bool IsUsable) PhoneOf(string? text) =>
        text is null ? (null, true)
        : Phone.TryParse(text, out var phone) && phone.ReachesPerson ? (phone.Value, true)
        : (null, false);

    private static string Whole(string text, Service service, IReadOnlyList<Question> questions, Parameters given, Media media)
    {
        var whole = new StringBuilder(text.Length > 0 ? text : service.Name);
        foreach (var line in Answers.Lines(questions, given.Attributes))
            whole.Append('\n').Append(line);
        foreach (var link in media.Links)
            whole.Append("\n照片链接：").Append(link);
        return TextElements.Cut(whole.ToString(), 10_000);
    }

    private async Task<Guid> Take(Ask ask, Source caller, SourceReport said, Media media, CancellationToken ct)
    {
        var no = TheirNumber.Of(ask.Given, ask.IdempotencyKey);
        if (no is null)
        {
            var hash = Fingerprint(said, media);
            no = Numbered(hash, ask.Now);
            // The minute before the turn of the clock belongs to it as well.
            if (await cases.FindBy(caller.Id, Numbered(hash, ask.Now - Repeat), ct) is { } before && await IsRecent(before, ask.Now, ct))
                return before;
        }
        try
        {
            return (await intake.Take(caller, said with { No = no }, media.Files, Beside(ask), ct)).CaseId;
        }
        catch (RuleViolation e) when (e.Code == "source.other-content")
        {
            if (await cases.FindBy(caller.Id, no, ct) is { } first)
                return first; // two of the same number at once; the first stands
            throw;
        }
    }

    private static Func<SourceReceipt, IEnumerable<object>> Beside(Ask ask) =>
        receipt => Answers.Rows(ask.Db.DistrictId, receipt.CaseId, ask.Given.Attributes);

    private async Task<bool> IsRecent(Guid caseId, DateTime now, CancellationToken ct) =>
        (await cases.Find([caseId], ct)).Any(c => now - c.ReportedAt < Repeat);

    private static string Numbered(string hash, DateTime at) =>
        string.Create(CultureInfo.InvariantCulture, $"same:{hash}:{at.Ticks / Repeat.Ticks}");

    private static string Fingerprint(SourceReport said, Media media)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(
            Encoding.UTF8.GetBytes($"{said.CategoryKey}\n{said.Lon:R}\n{said.Lat:R}\n{said.PlaceText}\n{said.Phone}\n{said.Text}")
        );
        foreach (var file in media.Files)
            hash.AppendData(SHA256.HashData(file.Bytes));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 20));
    }

    private static string? Notices(Media media, bool isPhoneUsable)
    {
        List<string> notices = [];
        if (media.LeftOut > 0)
            notices.Add($"{media.LeftOut} attachment(s) could not be used: {Media.Kinds} photos, at most {Media.MostPhotos}.");
        if (!isPhoneUsable)
            notices.Add("The phone number cannot be reached from here; answers are found at servicerequestupdates.");
        return notices.Count == 0 ? null : string.Join(' ', notices);
    }

    /// <summary>The number at once; whoever wants it gets a token instead, never both.</summary>
    private static Answer Reply(Source caller, Guid caseId, string? notice)
    {
        var (name, value) = caller.Has(SourceSwitches.Tokens) ? ("token", Tokens.Of(caseId)) : ("service_request_id", caseId.ToString("N"));
        var row = new Fields
        {
            { name, value },
            { "service_notice", notice },
            { "account_id", null },
        };
        return Answer.Ok(Body.List("service_requests", "request", [row]));
    }
}
