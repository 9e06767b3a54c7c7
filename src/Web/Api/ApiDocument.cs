using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Gezhi.Platform.Actors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Gezhi.Web.Api;

/// <summary>The document of the JSON API: OpenAPI 3.1, of all endpoints below /api, with the refusals they share. 接口文档</summary>
internal static class ApiDocument
{
    /// <summary>Name of the one document.</summary>
    public const string Name = "v1";

    public const string Address = "/api/openapi.json";
    private const string Session = "session";
    private const string Problem = "Problem";

    public static IServiceCollection AddApiDocument(this IServiceCollection services) =>
        services
            .AddSingleton<DocumentProvider>()
            .AddOpenApi(
                Name,
                options =>
                {
                    options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                    options.ShouldInclude = api => api.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
                    options.CreateSchemaReferenceId = NameOf;
                    options.AddDocumentTransformer(Describe);
                    options.AddOperationTransformer(Complete);
                }
            );

    public static void MapApiDocument(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Write).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/api/docs", () => Results.LocalRedirect("/docs/api")).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task Write(HttpContext http, DocumentProvider documents)
    {
        var document = await documents.Read();
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers.CacheControl = "public, max-age=300";
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        document.SerializeAsV31(new OpenApiJsonWriter(text));
        await http.Response.WriteAsync(text.ToString(), http.RequestAborted);
    }

    /// <summary>Commands are nested in their features and all called so: the feature's name tells them apart.</summary>
    private static string? NameOf(JsonTypeInfo type)
    {
        var name = OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        for (var outer = type.Type.DeclaringType; name is not null && outer is not null; outer = outer.DeclaringType)
            name = outer.Name + name;
        return name;
    }

    private static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Info = new OpenApiInfo
        {
            Title = "格治 Gezhi API",
            Version = "1",
            Description =
                "Times are ISO 8601 with Z or an offset. Refusals are problem details (RFC 9457) with a stable `code`. A POST that makes something takes an"
                + " `Idempotency-Key` of 8 to 64 characters: the same key gets the same answer. Commands on a case carry the `version` the person saw; an"
                + " older one is answered with 412. Too many requests: 429 with `Retry-After`. Readable: /docs/api",
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Session] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = "gezhi",
                Description = "Made by POST /api/session (staff) or POST /api/resident-session (residents).",
            },
            ["source"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = "X-Gezhi-Key",
                Description = "Key of a connected system for one channel; made by the system administrator under /admin/sources.",
            },
        };
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas[Problem] = ProblemSchema();
        return Task.CompletedTask;
    }

    private static Task Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Responses ??= [];
        operation.Responses.TryAdd(
            "4XX",
            new OpenApiResponse
            {
                Description = "Refused; see the code",
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Problem, context.Document) },
                },
            }
        );
        if (metadata.OfType<IAllowAnonymous>().Any())
            return Task.CompletedTask;
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Session, context.Document)] = [] }];
        var rights = metadata.OfType<RequiresPermissionAttribute>().Select(r => string.Join(" | ", r.AnyOf)).ToList();
        if (rights.Count > 0)
            operation.Description =
                (operation.Description is { Length: > 0 } said ? said + "\n\n" : "") + "Permission: " + string.Join(" & ", rights);
        return Task.CompletedTask;
    }

    private static OpenApiSchema ProblemSchema() =>
        new()
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "code", "title", "status" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Stable, dotted" },
                ["title"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "In the language of Accept-Language" },
                ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What to do next" },
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Description = "What to mend, by field",
                    AdditionalProperties = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Array,
                        Items = new OpenApiSchema { Type = JsonSchemaType.String },
                    },
                },
                ["version"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The version that stands now, with 412" },
            },
        };
}
