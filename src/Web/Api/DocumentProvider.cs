using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Gezhi.Web.Api;

/// <summary>Makes the document once: endpoints do not change while the program runs. 接口文档缓存</summary>
internal sealed class DocumentProvider([FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider documents)
{
    private readonly Lock gate = new();
    private Task<OpenApiDocument>? made;

    /// <summary>To be read only: all requests share it.</summary>
    public Task<OpenApiDocument> Read()
    {
        lock (gate)
            return made is null or { IsFaulted: true } ? made = documents.GetOpenApiDocumentAsync(CancellationToken.None) : made;
    }
}
