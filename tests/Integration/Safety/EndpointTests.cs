using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Html.Parser;
using Gezhi.Cases;
using Gezhi.Identity.Accounts;
using Gezhi.Identity.Contract;
using Gezhi.Identity.Posts;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Safety;

/// <summary>Every door of the running host: who may come in, and what happens to nonsense.</summary>
public sealed class EndpointTests
{
    /// <summary>Doors without sign-in, each on purpose. A new one is written here by somebody who has thought about it.</summary>
    private static readonly string[] Public =
    [
        "GET /", // report page
        "POST /",
        "GET /help",
        "POST /help",
        "GET /receipt", // look up by receipt number
        "POST /receipt",
        "GET /receipt/{No}", // whoever holds the 12 characters
        "POST /receipt/{No}",
        "GET /receipt/{receiptNo}/photos/{hash}", // previews of that report only
        "GET /drafts/{token}/{hash}", // photos of a report being written, by its secret token
        "GET /contact", // a household looks at its contact member
        "POST /contact",
        "GET /partner/{Secret}", // whoever holds the 24 characters of the message, until a phone accepts
        "POST /partner/{Secret}",
        "GET /contact/{Code}", // whoever holds the 12 characters of the letter
        "POST /contact/{Code}",
        "GET /near", // kind, rough distance and progress of what is worked on nearby
        "POST /near",
        "GET /votes", // owners' votes: notice, turnout, result
        "POST /votes",
        "GET /votes/{VoteId:guid}",
        "POST /votes/{VoteId:guid}",
        "GET /votes/{VoteId:guid}/check", // whoever holds the receipt of a ballot
        "POST /votes/{VoteId:guid}/check",
        "GET /votes/{voteId:guid}/recount.{format}", // areas and ballots without doors and names
        "GET /votes/recount.py",
        "GET /api/votes",
        "GET /api/votes/{voteId:guid}",
        "POST /api/votes/{voteId:guid}/receipts",
        "GET /anchors", // what the district publishes every evening
        "POST /anchors",
        "GET /anchors.csv",
        "GET /open-data", // months that a person released
        "POST /open-data",
        "GET /open-data/catalog.jsonld",
        "GET /open-data/{month}/v{no:int}/{file}",
        "GET /hard-issues", // projects that somebody published, without personal data
        "POST /hard-issues",
        "GET /hard-issues/{No}",
        "POST /hard-issues/{No}", // a voice, by whoever holds the 12 characters of the slip
        "GET /open-days", // who receives when
        "POST /open-days",
        "GET /deliberations", // sorted topics; households by their building, never by name
        "POST /deliberations",
        "GET /deliberations/{No}",
        "POST /deliberations/{No}", // who speaks is asked by the step itself: a confirmed household of the community
        "GET /suggestions", // summaries and answers of suggestions whose giver agreed, without names
        "POST /suggestions",
        "GET /suggestions/new", // a suggestion without account, as with reports
        "POST /suggestions/new",
        "GET /suggestions/{SuggestionId:guid}",
        "POST /suggestions/{SuggestionId:guid}", // support asks for a resident inside
        "GET /suggestions/calls/{CallId:guid}", // calls for opinions and what came of them
        "POST /suggestions/calls/{CallId:guid}",
        "GET /suggestions/receipt/{No}", // whoever holds the 12 characters
        "POST /suggestions/receipt/{No}",
        "GET /api/suggestions",
        "POST /api/suggestions",
        "GET /surveys", // questionnaires that are open, and published results
        "POST /surveys",
        "GET /surveys/{SurveyId:guid}",
        "POST /surveys/{SurveyId:guid}", // those for everybody; the others ask for a resident inside
        "GET /api/surveys",
        "POST /api/surveys/{surveyId:guid}/answers",
        "GET /funds", // charity funds: sums for everybody, names of givers on their wish alone
        "POST /funds",
        "GET /funds/{FundId:guid}",
        "POST /funds/{FundId:guid}",
        "GET /funds/{FundId:guid}/{MonthText}",
        "POST /funds/{FundId:guid}/{MonthText}",
        "GET /funds/gifts/{No}", // by its number alone
        "POST /funds/gifts/{No}",
        "GET /sandbox/pay/{No}", // pays in demo mode alone
        "POST /sandbox/pay/{No}",
        "POST /api/funds/{fundId:guid}/gifts", // at a rate
        "POST /api/payments/notice", // signed by the provider
        "POST /api/sandbox/payments/{orderNo}", // in demo mode alone
        "GET /activities", // announced activities; lists are numbers for staff alone
        "POST /activities",
        "GET /activities/{ActivityId:guid}",
        "POST /activities/{ActivityId:guid}", // each step asks for a resident itself
        "GET /activities/series/{SeriesId:guid}",
        "POST /activities/series/{SeriesId:guid}",
        "GET /activities/{activityId:guid}/activity.ics",
        "GET /activities/{activityId:guid}/photos/{hash:length(64)}/{size}", // cleared photos; the others for who keeps the activity
        "GET /partners/certificate/{No}", // whoever holds the 12 characters of the certificate; organisations, no persons
        "POST /partners/certificate/{No}", // answers like GET: it takes nothing
        "GET /community/gate", // the door's page, the same for everybody: what it shows lies on the phone, numbers alone
        "POST /community/gate", // answers like GET: it takes nothing
        "GET /api/activities",
        "GET /council/files/{subjectId:guid}/{hash:length(64)}/{size}", // cleared photos of published projects; the rest for those who see the matter
        "GET /building-groups/{groupId:guid}/live", // says that a group moved; asks itself who reads it, else not found
        "GET /my/sign-in",
        "POST /my/sign-in",
        "GET /sign-in",
        "POST /sign-in",
        "GET /sign-in/second", // by the token of a right password, in a cookie of five minutes
        "POST /sign-in/second",
        "GET /join/{Token}", // whoever holds the 30 characters of the letter, once
        "POST /join/{Token}",
        "POST /sign-out",
        "GET /preferences", // type size, colours, language in a cookie
        "GET /map/pick.svg", // ground without cases
        "GET /map/tiles/{z:int}/{x:int}/{y:int}.mvt",
        "GET /field/app", // the app's page, the same for everybody: what it shows lies sealed on the device
        "POST /field/app", // answers like GET: it takes nothing
        "GET /error/{status:int}",
        "POST /error/{status:int}",
        "GET /health",
        "GET /api/form-token",
        "GET /api/places", // landmarks by name
        "GET /api/places/at",
        "POST /api/reports",
        "POST /api/channels/{channel}/reports", // by the key and signature of a connected system
        "POST /api/channels/building-group/{bridgeId:guid}/messages", // by the key of a connected system, for one bridge
        "GET /api/channels/{channel}/answers",
        "POST /api/channels/{channel}/answers/taken",
        "GET /api/receipts/{receiptNo}",
        "GET /api/receipts/{receiptNo}/proof", // whoever holds the 12 characters does the anchor's sum again
        "POST /api/receipts/{receiptNo}/rating",
        "POST /api/receipts/{receiptNo}/supplements",
        "POST /api/receipts/{receiptNo}/hidden-photos", // whoever holds the 12 characters says that a child can be recognised
        "POST /api/receipts/{receiptNo}/withdrawal",
        "GET /api/anchors",
        "GET /api/near",
        "POST /api/near/reports",
        "POST /api/near/follows",
        "POST /api/receipts/{receiptNo}/pressure", // whoever holds the 12 characters says that a good rating was asked for
        "GET /api/consent-texts", // what people are asked to agree to
        "POST /api/resident-session",
        "POST /api/resident-session/code",
        "POST /api/session",
        "POST /api/session/code",
        "POST /api/session/passkey",
        "POST /api/session/passkey/options", // a challenge that names nobody
        "GET /api/openapi.json",
        "GET /open311/discovery.{format}", // Open311: reading is for everybody, writing by key
        "GET /open311/discovery",
        "GET /open311/v2/discovery",
        "GET /open311/v2/{**unknown}", // the protocol's own 404
        "POST /open311/v2/{**unknown}",
        "PUT /open311/v2/{**unknown}",
        "PATCH /open311/v2/{**unknown}",
        "DELETE /open311/v2/{**unknown}",
        "GET /open311/v2/requests.csv",
        "GET /open311/v2/photos/{id}/{file}", // its sender's by a proof, others' where they are public
        "GET /open311/v2/discovery.{format}",
        "GET /open311/v2/services.{format}",
        "GET /open311/v2/services",
        "GET /open311/v2/services/{id}.{format}",
        "GET /open311/v2/services/{id}",
        "GET /open311/v2/requests.{format}",
        "GET /open311/v2/requests",
        "GET /open311/v2/requests/{id}.{format}",
        "GET /open311/v2/requests/{id}",
        "GET /open311/v2/tokens/{id}.{format}",
        "GET /open311/v2/tokens/{id}",
        "GET /open311/v2/servicerequestupdates.{format}",
        "GET /open311/v2/servicerequestupdates",
        "POST /open311/v2/requests.{format}",
        "POST /open311/v2/requests",
        "POST /open311/v2/servicerequestupdates.{format}",
        "POST /open311/v2/servicerequestupdates",
        "GET /open311/v2/{jurisdiction:int:length(6)}/requests.csv",
        "GET /open311/v2/{jurisdiction:int:length(6)}/photos/{id}/{file}",
        "GET /open311/v2/{jurisdiction:int:length(6)}/discovery.{format}",
        "GET /open311/v2/{jurisdiction:int:length(6)}/discovery",
        "GET /open311/v2/{jurisdiction:int:length(6)}/services.{format}",
        "GET /open311/v2/{jurisdiction:int:length(6)}/services",
        "GET /open311/v2/{jurisdiction:int:length(6)}/services/{id}.{format}",
        "GET /open311/v2/{jurisdiction:int:length(6)}/services/{id}",
        "GET /open311/v2/{jurisdiction:int:length(6)}/requests.{format}",
        "GET /open311/v2/{jurisdiction:int:length(6)}/requests",
        "GET /open311/v2/{jurisdiction:int:length(6)}/requests/{id}.{format}",
        "GET /open311/v2/{jurisdiction:int:length(6)}/requests/{id}",
        "GET /open311/v2/{jurisdiction:int:length(6)}/tokens/{id}.{format}",
        "GET /open311/v2/{jurisdiction:int:length(6)}/tokens/{id}",
        "GET /open311/v2/{jurisdiction:int:length(6)}/servicerequestupdates.{format}",
        "GET /open311/v2/{jurisdiction:int:length(6)}/servicerequestupdates",
        "POST /open311/v2/{jurisdiction:int:length(6)}/requests.{format}",
        "POST /open311/v2/{jurisdiction:int:length(6)}/requests",
        "POST /open311/v2/{jurisdiction:int:length(6)}/servicerequestupdates.{format}",
        "POST /open311/v2/{jurisdiction:int:length(6)}/servicerequestupdates",
        "GET /api/docs",
        "GET /docs/api", // the same for people
        "POST /docs/api",
        "POST /api/gateways/sms/replies", // the SMS gateway, by its key
        "GET /demo/sign-in/{role}", // demonstration only, by the key of this start
        "GET /dev/gallery", // not found outside Development
        "POST /dev/gallery",
        "GET /dev/gallery/centre",
        "POST /dev/gallery/centre",
        "GET /dev/gallery/field",
        "POST /dev/gallery/field",
        "GET /dev/gallery/progress",
        "POST /dev/gallery/progress",
        "GET /dev/gallery/resident",
        "POST /dev/gallery/resident",
        "GET /dev/gallery/map.json",
        "GET /dev/gallery/stale",
        "GET /dev/gallery/fault",
    ];

    private static readonly string[] Nonsense = ["", "{}", "null", "[]", "\"x\"", "{\"version\":\"x\"}", "{", "\u0000"];

    [Fact]
    public async Task What_is_open_to_everybody_is_open_on_purpose()
    {
        var watched = await WatchedTown.On(Engine.Sqlite);

        Door.Of(watched.Town).Where(d => d.IsPublic).Select(d => d.Name).ShouldBe(Public, ignoreOrder: true);
    }

    [Fact]
    public async Task Without_sign_in_programs_get_401_and_people_the_sign_in_page()
    {
        var watched = await WatchedTown.On(Engine.Sqlite);
        using var anybody = watched.Town.Anybody();
        var wrong = new List<string>();
        foreach (var door in Closed(watched))
        {
            var answer = await anybody.SendAsync(Knock(door, door.Address()));
            var where = answer.Headers.Location?.OriginalString ?? "";
            var expected = door.IsForResidents ? "/my/sign-in?" : "/sign-in?";
            var isRight = door.IsForPeople
                ? answer.StatusCode == HttpStatusCode.Redirect && where.StartsWith(expected, StringComparison.Ordinal)
                : answer.StatusCode == HttpStatusCode.Unauthorized;
            if (!isRight)
                wrong.Add($"{door.Name}: {(int)answer.StatusCode} {where}");
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_wrong_role_is_turned_away_at_every_door()
    {
        var watched = await WatchedTown.On(Engine.Sqlite);
        using var resident = await Resident(watched, "15400030001");
        var wrong = new List<string>();
        foreach (var role in Enum.GetValues<Role>().Cast<Role?>().Append(null))
        {
            using var person = role is { } staff ? await watched.Neighbour(staff) : null; // one post each
            foreach (var door in Closed(watched).Where(d => !MayCome(d, role)))
            {
                var answer = await (person ?? resident).SendAsync(Knock(door, door.Address()));
                if (!IsRefused(answer))
                    wrong.Add($"{role?.ToString() ?? "Resident"} {door.Name}: {(int)answer.StatusCode} {answer.Headers.Location}");
            }
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nonsense_is_refused_with_a_code_and_never_a_fault()
    {
        var watched = await WatchedTown.On(Engine.Sqlite);
        var ids = await Ids(watched);
        var wrong = new List<string>();
        var doors = Door.Of(watched.Town)
            .Where(d => !d.IsForPeople && d.Method != "GET")
            .OrderBy(d => d.Pattern.Contains("session", StringComparison.Ordinal)); // these sign people out
        foreach (var (door, person, body) in await Each(doors, watched))
        {
            var request = Knock(door, door.Address(ids));
            request.Content = door.TakesFormsOnly ? Form.With(("text", body)) : new StringContent(body, Encoding.UTF8, "application/json");
            var answer = await person.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            var needsABody = !Bodyless.Contains(door.Name) && body is not "{}";
            var isRight =
                (int)answer.StatusCode < 500
                && (answer.IsSuccessStatusCode || text.Contains("\"code\":", StringComparison.Ordinal))
                && (!needsABody || (int)answer.StatusCode is 400 or 404 or 409 or 412 or 415);
            if (!isRight)
                wrong.Add($"{door.Name} ← {body}: {(int)answer.StatusCode} {text[..Math.Min(120, text.Length)]}");
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_of_the_wrong_kind_is_answered_in_the_readers_language()
    {
        var watched = await WatchedTown.On(Engine.Sqlite);
        using var worker = await watched.Town.As(Role.GridWorker);
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/on-the-spot")
        {
            Content = new StringContent("x", Encoding.UTF8, "text/csv"),
        };
        request.Headers.AcceptLanguage.ParseAdd("en");
        worker.DefaultRequestHeaders.AcceptLanguage.Clear();

        var answer = await worker.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Cannot be read");
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Every_page_opens_and_every_form_of_it_can_be_sent_empty_without_a_fault(Engine engine)
    {
        var watched = await WatchedTown.Alone(engine); // an empty form may end a post
        var ids = await Ids(watched);
        var (wrong, sent) = (new List<string>(), 0);
        foreach (
            var door in Door.Of(watched.Town)
                .Where(d => d.IsForPeople && d.Method == "GET" && !d.Pattern.StartsWith("/dev/", StringComparison.Ordinal))
                .OrderBy(d =>
                    d.Pattern == "/admin/posts" ? 2
                    : d.Pattern.StartsWith("/admin/", StringComparison.Ordinal) ? 1
                    : 0
                )
        )
        {
            using var person = await Right(watched, door);
            if (door.Pattern is "/centre/live" or "/emergency/live")
                continue; // an endless stream
            var page = await person.SendAsync(Knock(door, door.Address(ids)));
            if ((int)page.StatusCode >= 500)
                wrong.Add($"{door.Name}: {(int)page.StatusCode}");
            if (page.Content.Headers.ContentType?.MediaType != "text/html")
                continue;
            var html = await new HtmlParser().ParseDocumentAsync(await page.Content.ReadAsStringAsync());
            foreach (var form in html.QuerySelectorAll("form[method=post]").Where(f => f.GetAttribute("action") != "/sign-out"))
            {
                var hidden = form.QuerySelectorAll("input[type=hidden][name^=_]")
                    .Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value") ?? ""));
                var action = form.GetAttribute("action") is { Length: > 0 } own ? own : door.Address(ids);
                var request = new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(hidden) };
                request.Headers.Accept.ParseAdd("text/html");
                var answer = await person.SendAsync(request);
                sent++;
                if ((int)answer.StatusCode >= 500)
                    wrong.Add($"{door.Pattern} form {form.GetAttribute("id")} {action}: {(int)answer.StatusCode}");
            }
        }
        wrong.ShouldBeEmpty();
        sent.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task Ids_of_another_district_are_ids_of_nobody()
    {
        var watched = await WatchedTown.On(Engine.Sqlite);
        var ids = await Ids(watched);
        var (wrong, tried) = (new List<string>(), 0);
        var doors = Closed(watched).Where(d => d.Endpoint.RoutePattern.Parameters.Any(p => ids.ContainsKey(p.Name))).ToList();
        foreach (var role in Enum.GetValues<Role>())
        {
            using var neighbour = await watched.Neighbour(role);
            foreach (var door in doors.Where(d => MayCome(d, role)))
            {
                var answer = await neighbour.SendAsync(Knock(door, door.Address(ids), SensibleFor(door)));
                var text = await answer.Content.ReadAsStringAsync();
                tried++;
                var isNotFound =
                    answer.StatusCode == HttpStatusCode.NotFound || (door.IsForPeople && answer.StatusCode == HttpStatusCode.BadRequest);
                if (!isNotFound)
                    wrong.Add($"{role} {door.Name}: {(int)answer.StatusCode} {text[..Math.Min(160, text.Length)]}");
            }
        }
        wrong.ShouldBeEmpty();
        tried.ShouldBeGreaterThan(30);
    }

    /// <summary>Commands that need to say nothing.</summary>
    internal static readonly string[] Bodyless =
    [
        "POST /api/community/activities/{activityId:guid}/teams/{teamId:guid}/removal",
        "POST /api/community/activities/{activityId:guid}/awarding",
        "POST /api/community/activities/{activityId:guid}/recipients/{recipientId:guid}/opening",
        "POST /api/community/activities/{activityId:guid}/recipients/{recipientId:guid}/removal",
        "POST /api/community/cadences/{cadenceId:guid}/end",
        "POST /api/community/funds/{fundId:guid}/aids/{aidId:guid}/opened",
        "POST /api/sandbox/payments/{orderNo}",
        "DELETE /api/session",
        "DELETE /api/me/sessions",
        "DELETE /api/me/sessions/{sessionId:guid}",
        "DELETE /api/accounts/{accountId:guid}/lock",
        "DELETE /api/accounts/{accountId:guid}/second-factor",
        "DELETE /api/accounts/{accountId:guid}/sessions",
        "DELETE /api/me/passkeys/{passkeyId:guid}",
        "POST /api/accounts/{accountId:guid}/invitation",
        "POST /api/cases/{caseId:guid}/hidden-photos",
        "POST /api/me/passkeys/options",
        "POST /api/registry/dwellings/{dwellingId:guid}/home-code",
        "POST /api/integrity/search",
        "POST /api/me/second-factor",
        "POST /api/session/passkey/options",
        "POST /api/post-proposals/{proposalId:guid}/agreement",
        "POST /api/urgent-grants/{grantId:guid}/end",
        "DELETE /api/accounts/{accountId:guid}/disabling",
        "DELETE /api/cases/{caseId:guid}/shelving",
        "POST /api/accounts/{accountId:guid}/disabling",
        "POST /api/accounts/{accountId:guid}/password",
        "POST /api/posts/{postId:guid}/end",
        "POST /api/receipts/{receiptNo}/hidden-photos",
        "POST /api/receipts/{receiptNo}/withdrawal",
        "POST /api/suggestions/{suggestionId:guid}/support",
        "POST /api/suggestions/{suggestionId:guid}/withdrawal",
        "POST /api/patrols/duty",
        "POST /api/patrols/duty/end",
        "POST /api/cases/{caseId:guid}/partners/{callId:guid}/link",
        "POST /api/cases/{caseId:guid}/partners/{callId:guid}/revocation",
    ];

    /// <summary>A body that fits every command, so that the id alone decides.</summary>
    private const string Sensible = """
        {"note":"看过了","reason":"不是我们的","answer":"已处理","result":"已处理","categoryKey":"gb47678/matter/01002","to":"市局","legalChannel":"法院",
        "unitCode":"U1","action":"Urge","kind":"Shelve","until":"2026-04-01T00:00:00Z","purpose":"回访","toCaseId":"01993f2e-0000-7000-8000-000000000000",
        "isTrue":true,"passed":true,"isGranted":true,"title":"物业","phone":"15400000000","ask":"看一下","partner":"Property"}
        """;

    /// <summary>Commands of votes use words that mean other things elsewhere.</summary>
    private static string SensibleFor(Door door) =>
        !door.Pattern.StartsWith("/api/votes/", StringComparison.Ordinal)
            ? Sensible
            : """
                {"areaCode":"410103001001","compound":"和平小区","title":"换泵","words":"水泵坏了","kind":"Rules","isSecret":false,"countsParking":false,
                "amountFen":100,"opensAt":"2027-01-01T00:00:00Z","closesAt":"2027-02-01T00:00:00Z","version":0,"reason":"看过","answer":"看过","isUpheld":false,"spentFen":1,"ownerNo":1,
                "choice":"Yes","unitNo":1,"coOwners":0,"name":"张三","evidence":"公证书","boxNo":"1","witness1":"李四","witness2":"王五"}
                """;

    /// <summary>Each door with somebody who may come in, and each piece of nonsense.</summary>
    private static async Task<IEnumerable<(Door, HttpClient, string)>> Each(IEnumerable<Door> doors, WatchedTown watched)
    {
        var known = new List<(Door Door, HttpClient Person)>();
        HttpClient? aunt = null; // one signs in for all: codes are few
        foreach (var door in doors)
            known.Add((door, door.IsForResidents ? aunt ??= await Right(watched, door) : await Right(watched, door)));
        return known.SelectMany(k => Nonsense, (k, body) => (k.Door, k.Person, body));
    }

    private static IEnumerable<Door> Closed(WatchedTown watched) => Door.Of(watched.Town).Where(d => !d.IsPublic);

    private static bool MayCome(Door door, Role? role) =>
        role is null ? door.IsForResidents || door.Pattern == "/api/session" : !door.IsForResidents && door.LetsIn(role.Value);

    private static bool IsRefused(HttpResponseMessage answer) => answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound;

    private static HttpRequestMessage Knock(Door door, string address, string body = "{}")
    {
        var request = new HttpRequestMessage(new HttpMethod(door.Method), address);
        if (door.IsForPeople)
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        if (door.Method != "GET")
            request.Content =
                door.IsForPeople || door.TakesFormsOnly
                    ? Form.With(("note", ""))
                    : new StringContent(body, Encoding.UTF8, "application/json");
        return request;
    }

    /// <summary>Somebody who may come in.</summary>
    private static async Task<HttpClient> Right(WatchedTown watched, Door door)
    {
        if (door.IsPublic)
            return watched.Town.Anybody();
        if (door.IsForResidents)
            return await Resident(watched, $"1540003000{2 + (door.Pattern.Length % 7)}"); // codes of one phone are few a day
        return await watched.Town.As(Enum.GetValues<Role>().First(door.LetsIn));
    }

    internal static async Task<HttpClient> Resident(WatchedTown watched, string phone)
    {
        watched.Town.Clock.Move(TimeSpan.FromMinutes(2)); // one code a minute
        var aunt = watched.Town.Anybody();
        await aunt.Do("/api/resident-session/code", new { phone });
        var text = watched.Gateway.Sent.Last(s => s.Address.EndsWith(phone, StringComparison.Ordinal)).Text;
        var answer = await aunt.Ask(
            "/api/resident-session",
            new
            {
                phone,
                code = string.Concat(text.Where(char.IsAsciiDigit).Take(6)),
                agreedTo = 1,
                agreedBy = "Self",
            }
        );
        // By hand: the town's clock is behind the cookie jar's, which would throw it away.
        aunt.DefaultRequestHeaders.Add("Cookie", answer.EnsureSuccessStatusCode().Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        return aunt;
    }

    /// <summary>Ids of things that are there in the seed town.</summary>
    private static async Task<Dictionary<string, string>> Ids(WatchedTown watched)
    {
        using var aunt = watched.Town.Anybody();
        var receipt = await aunt.Do(
            "/api/reports",
            Form.With(("text", "井盖松动"), ("lon", $"{Town.Lon}"), ("lat", $"{Town.Lat}"), ("phone", "15400030003"))
                .Photo("files", Photos.Small)
        );
        var caseId = Guid.Parse(receipt["caseId"]!.GetValue<string>());
        return await watched.Town.With(
            async (services, db) =>
            {
                var (userName, today) = ($"zz.{caseId:N}", DateOnly.FromDateTime(watched.Town.Clock.UtcNow));
                var entry = new RosterEntry(userName, "临时工", null, [new(Role.GridWorker, "410103010", null, "岗位", today)]);
                await services.GetRequiredService<Roster>().Write([entry], watched.Town.Clock.UtcNow, default);
                var account = await db.Set<Account>().SingleAsync(a => a.UserName == userName);
                return new Dictionary<string, string>
                {
                    ["caseId"] = $"{caseId}",
                    ["CaseId"] = $"{caseId}",
                    ["Key"] = $"{caseId}",
                    ["reportId"] = receipt["reportId"]!.GetValue<string>(),
                    ["voteId"] = $"{await db.Set<Gezhi.Council.Votes.Vote>().OrderBy(v => v.Id).Select(v => v.Id).FirstAsync()}",
                    ["VoteId"] = $"{await db.Set<Gezhi.Council.Votes.Vote>().OrderBy(v => v.Id).Select(v => v.Id).FirstAsync()}",
                    ["hash"] = await db.Evidence.Where(e => e.CaseId == caseId).Select(e => e.FileHash).FirstAsync(),
                    ["accountId"] = $"{account.Id}",
                    ["postId"] = $"{await db.Set<Post>().Where(p => p.AccountId == account.Id).Select(p => p.Id).SingleAsync()}",
                    ["sessionId"] = $"{await db.Set<Gezhi.Identity.Sessions.Session>().Select(s => s.Id).FirstOrDefaultAsync()}",
                };
            }
        );
    }
}
